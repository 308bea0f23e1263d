import { isTheirs } from './isTheirs';
import type { PlanReading, StepHistory } from './reading';
import type { Agreement, Id } from './schema';
import { selectPerson } from './selectPerson';
import type { PersonRef } from './todayWindow';

/** Somebody who agreed. `enteredBy` typed it for them; absent: they did, or it came with a file (PLAN5). */
export interface Agreed extends PersonRef {
  readonly enteredBy: PersonRef | undefined;
}

/** These people with who typed their yes, among the answers that are to the thing agreed. One's own yes needs nobody else's. */
export const selectAgreed = (
  reading: PlanReading,
  { agreements }: StepHistory,
  who: Iterable<Id>,
  isToIt: (answer: Agreement) => boolean,
): Agreed[] =>
  [...who].map((id) => {
    const typed = agreements
      .filter((one) => one.by === id && one.answer === 'yes' && isToIt(one))
      .filter((one) => isTheirs(one, reading.people))
      .map(({ enteredBy }) => (enteredBy === id ? undefined : enteredBy));
    const enteredBy = typed.includes(undefined) ? undefined : typed[0];
    return {
      ...selectPerson(reading, id),
      enteredBy: enteredBy === undefined ? undefined : selectPerson(reading, enteredBy),
    };
  });
