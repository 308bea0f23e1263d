import { daysBetween, type Day } from '../../domain/day';
import type { StepHistory } from '../../domain/plan/reading';
import type { Try } from '../../domain/plan/schema';
import type { LookTogether, TodayCard } from '../../domain/plan/todayWindow';

/**
 * The tries that say something of this day, as they were told (also the last day of several). What was said of not
 * feeling safe is left out: a phone may lie open on the table (UNSAFE).
 */
export const triesOfDay = (history: StepHistory | undefined, day: Day): readonly Try[] =>
  history?.tries.filter(
    ({ on, until, reasons }) =>
      on <= day && day <= (until ?? on) && reasons?.includes('unsafe') !== true,
  ) ?? [];

/** A card with the reason to look at it, in the order of the band (GAP). */
export interface Look {
  readonly card: TodayCard;
  readonly look: LookTogether;
}

/** The band's steps with their cards; one whose card is not here is left out. */
export const looksOf = (
  cards: readonly TodayCard[],
  band: readonly ({ readonly stepId: string } & LookTogether)[],
): Look[] => {
  const byStep = new Map(cards.map((card) => [card.stepId, card]));
  return band.flatMap((look) => {
    const card = byStep.get(look.stepId);
    return card ? [{ card, look }] : [];
  });
};

/** What names a step in a sentence about it: its cue, or what is done. */
export const shortName = ({
  cue,
  action,
}: {
  readonly cue?: string;
  readonly action: string;
}): string => (cue?.trim() ? cue : action).trim().replace(/[.,;…]+$/, '');

/** Whether a day is so near that "in the last few days" says it better than a date. */
export const isNear = (since: Day, today: Day): boolean => daysBetween(since, today) < 7;
