import { daysBetween, type Day } from '../day';
import type { StepHistory, VersionReading } from './reading';
import type { Try } from './schema';
import { selectCurrentVersion } from './selectCurrentVersion';
import { selectOncePerDay } from './selectOncePerDay';
import { selectOutcome, selectRun, selectTellingTries } from './selectRun';
import { isTrying, selectNewestDecision } from './selectStatus';

/** How the written step and lived life stand to each other on a day (GAP). */
export type Standing =
  | { readonly state: 'lived' }
  | {
      /** "Stopped matching": since the first try of the run. */
      readonly state: 'drifting';
      readonly since: Day;
      /** Every try of the run went our own way and none was answered "no": "Life found its own way". */
      readonly allOwnWay: boolean;
    }
  /** Nothing said since that day. */
  | { readonly state: 'silent'; readonly since: Day };

/** Days between words that a version expects when it does not say (domain.md §2). */
export const defaultExpectEveryDays = 7;
const shortestSilence = 14;

const foundItsOwnWay = (attempt: Try): boolean =>
  selectOutcome(attempt) === 'ownWay' && attempt.helped !== 'no';

/** The last day on which something was said: the version's start, its tries, the step's decisions. */
export const selectLastWord = (history: StepHistory, version: VersionReading, day: Day): Day => {
  const tried = history.tries.findLast((one) => one.versionId === version.id && one.on <= day)?.on;
  const decided = selectNewestDecision(history, day)?.on;
  return [version.from, tried ?? '', decided ?? ''].reduce((a, b) => (a > b ? a : b));
};

/**
 * Where a step being tried stands on a day; drifting is asked before silent (GAP).
 * A decision after the version's first day closes what was before it: only tries on a later day count.
 * Absent: the step is not being tried.
 */
export const selectStanding = selectOncePerDay(
  (history: StepHistory, day: Day): Standing | undefined => {
    const version = isTrying(history, day) ? selectCurrentVersion(history, day) : undefined;
    if (!version) return undefined;

    const decided = selectNewestDecision(history, day)?.on;
    const closed = decided !== undefined && decided > version.from ? decided : '';
    const run = selectRun(
      selectTellingTries(history, version.id, day).filter((attempt) => attempt.on > closed),
    );
    const [first] = run;
    if (first) return { state: 'drifting', since: first.on, allOwnWay: run.every(foundItsOwnWay) };

    const since = selectLastWord(history, version, day);
    const patience = Math.max(
      shortestSilence,
      2 * (version.expectEveryDays ?? defaultExpectEveryDays),
    );
    return daysBetween(since, day) > patience ? { state: 'silent', since } : { state: 'lived' };
  },
);
