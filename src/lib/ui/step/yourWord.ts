import { addDays, type Day } from '../../domain/day';
import type { PlanReading } from '../../domain/plan/reading';
import type { Id } from '../../domain/plan/schema';

/** A change that somebody's own words led to, by an idea of somebody else. */
export interface YourWord {
  readonly stepId: Id;
  readonly adjustmentId: Id;
  /** The newest day of the words it names. */
  readonly on: Day;
}

/** For how many days after a change it is still news. */
const newsDays = 14;

/**
 * The newest changes that name a try of this person and that they did not propose themselves:
 * "Your word changed this", to be said once. Only their own words, and only about steps (PLAN16).
 */
export const yourWords = (reading: PlanReading, personId: Id, day: Day): YourWord[] => {
  const since = addDays(day, -newsDays);
  return [...reading.steps.values()].flatMap((history) => {
    const { step, decisions } = history;
    const change = decisions.findLast((one) => one.toVersion !== undefined && one.on <= day);
    if (!change || change.proposedBy === personId || change.on < since) return [];
    // Only now: the tries of a step are read when somebody looks at them.
    const own = history.tries.findLast(
      (one) => one.by === personId && change.because?.includes(one.id) === true,
    );
    return own ? [{ stepId: step.id, adjustmentId: change.id, on: own.on }] : [];
  });
};
