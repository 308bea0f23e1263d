import type { Day } from '../day';
import type { StepStatus } from './codes';
import type { AdjustmentReading, StepHistory } from './reading';
import { selectCurrentVersion } from './selectCurrentVersion';

/** What a newest decision of these kinds says; any other kind means that the step is being tried. */
const statusAfter: ReadonlyMap<string, StepStatus> = new Map([
  ['keep', 'partOfLife'],
  ['rest', 'resting'],
  ['letGo', 'letGo'],
  ['done', 'done'],
]);

/** The newest agreed decision on a step up to a day, by (day, id). Absent: none yet. */
export const selectNewestDecision = (
  history: StepHistory,
  day: Day,
): AdjustmentReading | undefined => history.decisions.findLast((decision) => decision.on <= day);

/**
 * Where a step stands on a day. It is derived from the decisions; `resume` brings a step back.
 * An idea stands until the first agreed decision or the first yes.
 * Absent: the step begins on a later day.
 */
export const selectStatus = (history: StepHistory, day: Day): StepStatus | undefined => {
  const { idea, versions } = history;
  if (idea && (idea.until === undefined || day < idea.until)) return 'idea';
  if (!selectCurrentVersion(history, day))
    return versions.some((version) => version.counts) ? undefined : 'idea';
  const kinds = selectNewestDecision(history, day)?.kinds ?? [];
  return (
    kinds.map((kind) => statusAfter.get(kind)).find((status) => status !== undefined) ?? 'trying'
  );
};

/** Whether a step is being tried on a day. */
export const isTrying = (history: StepHistory, day: Day): boolean =>
  selectStatus(history, day) === 'trying';
