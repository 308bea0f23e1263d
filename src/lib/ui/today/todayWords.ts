import { addDays, daysBetween, type Day } from '../../domain/day';
import type { StepHistory } from '../../domain/plan/reading';
import type { Try } from '../../domain/plan/schema';
import { sayDay, sayDaySpan } from '../../i18n/format';
import { capital } from '../kit/capital';
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

/** What a card says was told: all of this day, else the newest of the two days before, so that a word leaves a trace. */
export const triesShown = (history: StepHistory | undefined, day: Day): readonly Try[] => {
  for (const before of [0, 1, 2]) {
    const told = triesOfDay(history, addDays(day, -before));
    if (told.length > 0) return before === 0 ? told : told.slice(-1);
  }
  return [];
};

/** When a try was, as a line about it begins: "Today", "Yesterday", "November 22 – 24". Seen from `day`. */
export const whenTried = ({ on, until }: Try, day: Day): string =>
  until === undefined || until === on ? capital(sayDay(on, day)) : sayDaySpan(on, until, day);

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
