import type { Day } from '../day';
import { isOneOf, outcomes, type Outcome } from './codes';
import type { PlanReading, StepHistory } from './reading';
import type { Id, Try } from './schema';
import { selectPerson } from './selectPerson';
import type { PersonRef } from './todayWindow';

/** An outcome as people see it; a code this version does not know is shown as "other". */
export type ShownOutcome = Outcome | 'other';

export const selectShownOutcome = (attempt: Try): ShownOutcome =>
  isOneOf(outcomes, attempt.outcome) ? attempt.outcome : 'other';

/** How often an answer was given. */
export interface OutcomeCount {
  readonly outcome: ShownOutcome;
  readonly times: number;
}

/** How often each answer was given, in the order people see them; those never given are left out. */
export const selectOutcomeCounts = (tries: readonly Try[]): OutcomeCount[] =>
  [...outcomes, 'other' as const]
    .map((outcome) => ({
      outcome,
      times: tries.filter((attempt) => selectShownOutcome(attempt) === outcome).length,
    }))
    .filter(({ times }) => times > 0);

/** One try with the names in it. `by` absent: nobody said who. */
export interface TryRow {
  readonly attempt: Try;
  readonly outcome: ShownOutcome;
  readonly by: PersonRef | undefined;
  /** Who typed it, when that was somebody else ("entered by"). */
  readonly enteredBy: PersonRef | undefined;
}

export const selectTryRow = (reading: PlanReading, attempt: Try): TryRow => {
  const { by, enteredBy } = attempt;
  return {
    attempt,
    outcome: selectShownOutcome(attempt),
    by: by === undefined ? undefined : selectPerson(reading, by),
    enteredBy:
      enteredBy === undefined || enteredBy === by ? undefined : selectPerson(reading, enteredBy),
  };
};

/** A version's tries up to a day, oldest first, by (day, id). */
export const selectTriesOf = (history: StepHistory, versionId: Id, day: Day): Try[] =>
  history.tries.filter((attempt) => attempt.versionId === versionId && attempt.on <= day);
