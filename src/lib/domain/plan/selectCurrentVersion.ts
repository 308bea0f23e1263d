import type { Day } from '../day';
import type { StepHistory, VersionReading } from './reading';
import type { Id } from './schema';

/**
 * The version a step has on a day: the newest that counts and has begun (PLAN5).
 * Absent: none has begun by then.
 */
export const selectCurrentVersion = (history: StepHistory, day: Day): VersionReading | undefined =>
  history.versions.findLast((version) => version.counts && version.from <= day);

/** A version's place among those that count, from 1; what people see as "version 3". Absent: it does not count. */
export const selectVersionNumber = (history: StepHistory, versionId: Id): number | undefined => {
  const place = history.versions
    .filter((version) => version.counts)
    .findIndex((version) => version.id === versionId);
  return place < 0 ? undefined : place + 1;
};
