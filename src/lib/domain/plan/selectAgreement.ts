import type { Day } from '../day';
import type { PlanReading, StepHistory, VersionReading } from './reading';
import type { Id } from './schema';
import { isHousehold } from './selectPerson';

/** Everyone who said yes to a version: to itself, to the change that made it, or by proposing it (PLAN5). */
export const selectYes = (history: StepHistory, version: VersionReading): Set<Id> => {
  const change = history.adjustments.find(({ id }) => id === version.adjustmentId);
  return new Set([
    ...(change ? [change.proposedBy, ...change.agreedBy] : []),
    ...(version.proposedBy === undefined ? [] : [version.proposedBy]),
    ...version.agreedBy,
  ]);
};

/** The household doers of a version who have not said yes yet: "Teo hasn't said yes yet" (PLAN5). */
export const selectNotYetYes = (
  reading: PlanReading,
  history: StepHistory,
  version: VersionReading,
  day: Day,
): Id[] => {
  const yes = selectYes(history, version);
  return (version.doers ?? []).filter((id) => isHousehold(reading, id, day) && !yes.has(id));
};

/** Whether everyone who does a version is from outside the household: a promise (PLAN9). */
export const selectIsPromise = ({ people }: PlanReading, version: VersionReading): boolean => {
  const doers = (version.doers ?? []).map((id) => people.get(id));
  return doers.length > 0 && doers.every((doer) => doer !== undefined && doer.household !== true);
};
