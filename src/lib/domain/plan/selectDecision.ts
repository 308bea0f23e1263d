import type { Day } from '../day';
import type { AdjustmentReading, PlanReading, StepHistory } from './reading';
import type { Id } from './schema';
import { selectAgreed, type Agreed } from './selectAgreed';
import { selectPerson } from './selectPerson';
import { selectTryRow, type TryRow } from './selectTries';
import type { PersonRef } from './todayWindow';

/** A decision as people tell it: what changed, who had the idea, who agreed and when. */
export interface Decision {
  readonly adjustmentId: Id;
  readonly kinds: readonly string[];
  readonly on: Day;
  readonly proposedBy: PersonRef;
  readonly agreedBy: readonly Agreed[];
  /** Where it began: `dailyLife`, `meeting` or `oneToOne`; absent: nobody said. */
  readonly startedIn: string | undefined;
  /** The tries it comes from (PLAN1), as far as this device can read them, oldest first. */
  readonly because: readonly TryRow[];
}

/** A decision with the names and tries in it (PLAN1). */
export const selectDecision = (
  reading: PlanReading,
  history: StepHistory,
  decision: AdjustmentReading,
): Decision => ({
  adjustmentId: decision.id,
  kinds: decision.kinds,
  on: decision.on,
  proposedBy: selectPerson(reading, decision.proposedBy),
  agreedBy: selectAgreed(
    reading,
    history,
    decision.agreedBy,
    (answer) => answer.adjustmentId === decision.id,
  ),
  startedIn: decision.startedIn,
  because: selectBecause(reading, decision),
});

const selectBecause = (reading: PlanReading, { because = [] }: AdjustmentReading): TryRow[] => {
  const named = new Set(because);
  const histories = new Set(because.map((id) => reading.historyOfTry(id)));
  return [...histories]
    .flatMap((history) => history?.tries ?? [])
    .filter(({ id }) => named.has(id))
    .map((attempt) => selectTryRow(reading, attempt));
};
