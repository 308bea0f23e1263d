import type { PlanReading, StepHistory } from './reading';

/**
 * The reading without what only the person talking may see (`onlyMe` tries, private notes, fit checks):
 * for what several people on one device look at before anyone said who is talking (DOC10, UNSAFE).
 */
export const selectShared = (reading: PlanReading): PlanReading => {
  const steps = new Map([...reading.steps].map(([id, history]) => [id, withoutOnlyMe(history)]));
  const find = (history: StepHistory | undefined): StepHistory | undefined =>
    history && steps.get(history.step.id);
  return {
    ...reading,
    steps,
    fitChecks: new Map(),
    privateNotes: new Map(),
    historyOfVersion: (id) => find(reading.historyOfVersion(id)),
    historyOfTry: (id) => find(reading.historyOfTry(id)),
  };
};

const kept = new WeakMap<StepHistory, StepHistory>();

/** The same object for the same history, so that what was worked out of it stays good. */
const withoutOnlyMe = (history: StepHistory): StepHistory => {
  const known = kept.get(history);
  if (known) return known;
  const shared = leaveOut(history);
  kept.set(history, shared);
  return shared;
};

const leaveOut = (history: StepHistory): StepHistory => {
  if (!history.hasOnlyMe) return history;
  const mine = new Set(
    [...history.tries, ...history.superseded]
      .filter(({ visibility }) => visibility === 'onlyMe')
      .map(({ id }) => id),
  );
  return {
    ...history,
    hasOnlyMe: false,
    tries: history.tries.filter(({ id }) => !mine.has(id)),
    superseded: history.superseded.filter(({ id }) => !mine.has(id)),
    reflections: history.reflections.filter(({ tryIds }) => !tryIds.some((id) => mine.has(id))),
  };
};
