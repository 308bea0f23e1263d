import type { Day } from '../../domain/day';
import type { StepHistory } from '../../domain/plan/reading';
import type { Id, Try } from '../../domain/plan/schema';
import { selectRun, selectTellingTries } from '../../domain/plan/selectRun';

const most = 6;

/** The tries a change may come from: the newest of a version first, and always those that were named (PLAN1). */
export const triesToNameOf = (
  history: StepHistory,
  versionId: Id,
  named: readonly Id[],
  day: Day,
): Try[] => {
  const tries = history.tries.filter((one) => one.on <= day);
  const newest = new Set(
    tries
      .filter((one) => one.versionId === versionId)
      .slice(-most)
      .map(({ id }) => id),
  );
  return tries.filter(({ id }) => newest.has(id) || named.includes(id)).reverse();
};

/**
 * The tries that a change most likely comes from, until somebody says otherwise: those the way here named,
 * else the run in which life and plan went different ways, else what was told on this day.
 */
export const likelyBecause = (
  history: StepHistory,
  versionId: Id,
  named: readonly Id[],
  day: Day,
): Id[] => {
  const here = named.filter((id) => history.tries.some((one) => one.id === id));
  if (here.length > 0) return here;
  const run = selectRun(selectTellingTries(history, versionId, day));
  const told = history.tries.filter((one) => one.versionId === versionId && one.on === day);
  return (run.length > 0 ? run : told).map(({ id }) => id);
};
