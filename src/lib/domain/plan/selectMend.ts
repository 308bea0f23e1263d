import { daysBetween, type Day } from '../day';
import type { PlanReading, StepHistory } from './reading';
import { selectOncePerDay } from './selectOncePerDay';
import { selectRun, selectTellingTries } from './selectRun';
import { selectStanding } from './selectStanding';

/** What happened when the plan did not fit: from the day a step stopped matching to the next decision (MEND). */
export interface Mend {
  readonly times: number;
  /** `null` when there was none. */
  readonly medianDays: number | null;
  /** How many steps are drifting on the day. */
  readonly open: number;
}

/** The days each mending of a step took, one a version at most (MEND). */
export const selectMendings = selectOncePerDay((history: StepHistory, day: Day): number[] =>
  history.versions.flatMap((version) => {
    if (!version.counts) return [];
    const next = history.decisions.find((decision) => decision.on > version.from);
    if (!next || next.on > day) return [];
    const [first] = selectRun(selectTellingTries(history, version.id, next.on));
    return first ? [daysBetween(first.on, next.on)] : [];
  }),
);

const median = (numbers: readonly number[]): number | null => {
  const sorted = [...numbers].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
};

/** How often the plan was mended, how fast, and how much is open on a day (MEND). */
export const selectMend = ({ steps }: PlanReading, day: Day): Mend => {
  const histories = [...steps.values()];
  const days = histories.flatMap((history) => selectMendings(history, day));
  const open = histories.filter((one) => selectStanding(one, day)?.state === 'drifting').length;
  return { times: days.length, medianDays: median(days), open };
};
