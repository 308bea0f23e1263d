import type { Day } from '../../domain/day';
import type { StoryItem, StoryPage } from '../../domain/plan/selectStory';

/** A month of the story, newest first. */
export interface StoryMonth {
  /** `2026-05`. */
  readonly month: string;
  readonly days: readonly { readonly on: Day; readonly items: readonly StoryItem[] }[];
}

/** The days of the story by month, in the order they come. */
export const byMonth = (days: StoryPage['days']): StoryMonth[] => {
  const months: { month: string; days: StoryPage['days'][number][] }[] = [];
  for (const day of days) {
    const month = day.on.slice(0, 7);
    const last = months.at(-1);
    if (last?.month === month) last.days.push(day);
    else months.push({ month, days: [day] });
  }
  return months;
};

/** How many items the days hold. */
export const countItems = (days: StoryPage['days']): number =>
  days.reduce((sum, { items }) => sum + items.length, 0);

/** What the story is about, as one choice of a list: everything, a need, a step. */
export interface About {
  readonly s: string | undefined;
  readonly n: string | undefined;
}

/** A choice as one text: '' for everything. A step says more than its need. */
export const toChoice = ({ s, n }: About): string => (s ? `s:${s}` : n ? `n:${n}` : '');

export const fromChoice = (choice: string): About => ({
  s: choice.startsWith('s:') ? choice.slice(2) : undefined,
  n: choice.startsWith('n:') ? choice.slice(2) : undefined,
});
