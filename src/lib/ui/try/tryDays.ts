import { addDays, isDay, type Day } from '../../domain/day';

/** The day a try is about, or the first and last of several with one answer for all (PLAN6). */
export interface TryDays {
  readonly on: Day;
  readonly until?: Day | undefined;
}

export type DayChoice = 'today' | 'yesterday' | 'another' | 'lastDays';

/** What "the last few days" means until somebody says otherwise: today and the two days before. */
const fewDays = 2;

/** The days that a choice stands for; another day begins at the day before yesterday. */
export const daysOf = (choice: DayChoice, today: Day): TryDays => {
  switch (choice) {
    case 'today':
      return { on: today };
    case 'yesterday':
      return { on: addDays(today, -1) };
    case 'another':
      return { on: addDays(today, -2) };
    case 'lastDays':
      return { on: addDays(today, -fewDays), until: today };
  }
};

/** Which choice these days look like. */
export const choiceOf = ({ on, until }: TryDays, today: Day): DayChoice => {
  if (until !== undefined && until !== on) return 'lastDays';
  if (on === today) return 'today';
  return on === addDays(today, -1) ? 'yesterday' : 'another';
};

/** Why days cannot be taken: not a day, still ahead (never the future, PLAN6), or the wrong way round. Absent: they can. */
export const troubleWith = (
  { on, until }: TryDays,
  today: Day,
): 'notADay' | 'ahead' | 'order' | undefined => {
  if (!isDay(on) || (until !== undefined && !isDay(until))) return 'notADay';
  if (on > today || (until !== undefined && until > today)) return 'ahead';
  return until !== undefined && until < on ? 'order' : undefined;
};
