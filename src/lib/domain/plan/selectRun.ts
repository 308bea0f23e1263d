import type { Day } from '../day';
import { isOneOf, outcomes, type Outcome } from './codes';
import type { StepHistory } from './reading';
import type { Id, Try } from './schema';

/** A try's outcome; a code this version does not know counts as `notTheWeek` (domain.md §5). */
export const selectOutcome = (attempt: Try): Outcome =>
  isOneOf(outcomes, attempt.outcome) ? attempt.outcome : 'notTheWeek';

/** A version's tries up to a day that say something of the plan, oldest first: without `notTheWeek`. */
export const selectTellingTries = (history: StepHistory, versionId: Id, day: Day): Try[] =>
  history.tries.filter(
    (attempt) =>
      attempt.versionId === versionId &&
      attempt.on <= day &&
      selectOutcome(attempt) !== 'notTheWeek',
  );

const apart: readonly Outcome[] = ['didNotHappen', 'ownWay', 'noHelp'];

/**
 * The newest tries in a row in which life and plan went different ways, oldest first (GAP, MEND).
 * Empty when they are fewer than two: one such day says nothing yet.
 */
export const selectRun = (tellingTries: readonly Try[]): readonly Try[] => {
  const matched = tellingTries.findLastIndex((attempt) => !apart.includes(selectOutcome(attempt)));
  const run = tellingTries.slice(matched + 1);
  return run.length < 2 ? [] : run;
};
