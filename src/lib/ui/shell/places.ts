import type { Place } from '../address';

/** The four places of the bar, in their order. */
export const barPlaces = ['today', 'plan', 'people', 'story'] as const;
export type BarPlace = (typeof barPlaces)[number];

/** Which place of the bar a page belongs to, the one that its "Back" leads to; absent for pages that belong to none. */
export const barPlaceOf = (place: string): BarPlace | undefined => {
  switch (place) {
    case 'today':
    case 'try':
    case 'adjust':
      return 'today';
    case 'plan':
    case 'step':
    case 'safety':
    case 'export':
    case 'print':
    case 'paper':
      return 'plan';
    case 'people':
    case 'together':
    case 'invite':
      return 'people';
    case 'story':
    case 'figures':
      return 'story';
    default:
      return undefined;
  }
};

/** Pages that show a plan: without one in the address they show the one that was open last. */
const planPlaces: readonly string[] = [
  'today',
  'plan',
  'people',
  'story',
  'step',
  'try',
  'adjust',
  'safety',
  'print',
  'paper',
  'export',
  'figures',
  'together',
  'invite',
] satisfies Place[];

export const isPlanPlace = (place: string): place is Place => planPlaces.includes(place);

/** Pages that have something to show before all of a plan is here. */
export const isEarlyPlace = (place: string): boolean =>
  ['today', 'try', 'together', 'settings'].includes(place);

/** Pages on which nothing is being written that a new start of the app could interrupt, but in forms that say so (`openForms`). */
export const isQuietPlace = (place: string): boolean =>
  ['', 'today', 'people', 'story', 'figures', 'settings', 'export', 'together', 'trust'].includes(
    place,
  );

/** Pages whose own "Undo" is about what was just said there. */
export const hasOwnUndo = (place: string): boolean => ['try', 'adjust', 'paper'].includes(place);
