import type { PlanReading, StepHistory } from './reading';
import type { Reflection, Try } from './schema';

/**
 * The reading without what only the person talking may see (`onlyMe` tries and what was reflected on them, private notes,
 * fit checks): for what several people on one device look at before anyone said who is talking (DOC10, UNSAFE).
 * The same object for the same reading.
 */
export const selectShared = (reading: PlanReading): PlanReading => {
  const known = shared.get(reading) ?? sharedOf(reading);
  shared.set(reading, known);
  // Of what is left out nothing is there to leave out again.
  shared.set(known, known);
  return known;
};

const shared = new WeakMap<PlanReading, PlanReading>();

const sharedOf = (reading: PlanReading): PlanReading => {
  const steps = new Map([...reading.steps].map(([id, history]) => [id, withoutOnlyMe(history)]));
  const find = (history: StepHistory | undefined): StepHistory | undefined =>
    history && steps.get(history.step.id);
  const isShared = ({ tryIds }: Reflection): boolean => !tryIds.some(reading.isOnlyMe);
  return {
    ...reading,
    steps,
    reflections: new Map([...reading.reflections].filter(([, one]) => isShared(one))),
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
    [...history.tries, ...history.superseded].filter(({ visibility }) => visibility === 'onlyMe'),
  );
  const mineAlone = new Set([...mine].map(({ id }) => id));
  const isShared = ({ id }: Try): boolean => !mineAlone.has(id);
  const superseded = history.superseded.filter(isShared);
  const tries = history.tries.filter(isShared);
  // What somebody told again to themselves alone stands for the others as it was told to them.
  const toldAgain = new Set([...mine].map(({ supersedes }) => supersedes));
  for (const { supersedes } of [...tries, ...superseded]) toldAgain.delete(supersedes);
  const standing = superseded.filter(({ id }) => toldAgain.has(id));
  return {
    ...history,
    hasOnlyMe: false,
    tries: standing.length > 0 ? [...tries, ...standing].sort(byOnThenId) : tries,
    superseded: superseded.filter(({ id }) => !toldAgain.has(id)),
    reflections: history.reflections.filter(
      ({ tryIds }) => !tryIds.some((id) => mineAlone.has(id)),
    ),
  };
};

const byOnThenId = (a: Try, b: Try): number => (a.on + a.id < b.on + b.id ? -1 : 1);
