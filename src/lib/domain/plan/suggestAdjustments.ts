import { isOneOf, reasons as allReasons, type AdjustmentKind, type Reason } from './codes';
import type { StepHistory } from './reading';
import type { Try } from './schema';
import { selectOutcome, selectTellingTries } from './selectRun';

/** What each reason offers, best first (SUGGEST). `unsafe` offers none (UNSAFE). */
const offers: Readonly<Record<Exclude<Reason, 'unsafe'>, readonly AdjustmentKind[]>> = {
  tooBig: ['smaller', 'helper', 'backup'],
  unclear: ['clearer', 'smaller'],
  timing: ['timing', 'backup'],
  dayFull: ['timing', 'smaller', 'backup'],
  noCue: ['clearer', 'helper'],
  needHelp: ['helper', 'smaller'],
  practical: ['helper', 'place', 'backup'],
  people: ['backup', 'place', 'helper'],
  feelings: ['smaller', 'strength', 'place'],
  notUs: ['swap', 'strength', 'handover'],
  noPoint: ['swap', 'letGo'],
  moreImportant: ['rest', 'timing', 'swap'],
};
/** "We did it, but it didn't help": another idea, never "try harder". */
const afterNoHelp: readonly AdjustmentKind[] = ['swap', 'strength'];
/** It worked three times in a row. */
const afterThreeTimes: readonly AdjustmentKind[] = ['grow', 'handover', 'keep'];
const most = 3;
const timesInARow = 3;

/** Rows take turns by rank, no doubles, the first three. */
const takeTurns = (rows: readonly (readonly AdjustmentKind[])[]): AdjustmentKind[] => {
  const longest = Math.max(0, ...rows.map((row) => row.length));
  const turns = Array.from({ length: longest }, (_, rank) => rows.map((row) => row[rank])).flat();
  return [...new Set(turns.filter((kind) => kind !== undefined))].slice(0, most);
};

const rowsFor = (reasons: readonly string[]): (readonly AdjustmentKind[])[] =>
  reasons.flatMap((reason) =>
    isOneOf(allReasons, reason) && reason !== 'unsafe' ? [offers[reason]] : [],
  );

/**
 * Up to three adjustments for what got in the way, best first, in the order the reasons were said (SUGGEST).
 * None when somebody did not feel safe (UNSAFE); a reason this version does not know offers none.
 */
export const suggestAdjustments = (reasons: readonly string[]): AdjustmentKind[] =>
  reasons.includes('unsafe') ? [] : takeTurns(rowsFor(reasons));

/** What a try invites to. */
export interface Suggestions {
  readonly kinds: readonly AdjustmentKind[];
  /** Our own way helped: "Life found its own way. Make it the plan?" opens with what we did instead. */
  readonly makeItThePlan: boolean;
}

/** What a try invites to, given the step it is of (SUGGEST): its reasons, that it did not help, or that it keeps working. */
export const suggestAfterTry = (history: StepHistory, attempt: Try): Suggestions => {
  const reasons = attempt.reasons ?? [];
  if (reasons.includes('unsafe')) return { kinds: [], makeItThePlan: false };
  const outcome = selectOutcome(attempt);
  const ownRow =
    outcome === 'noHelp' ? afterNoHelp : workedInARow(history, attempt) ? afterThreeTimes : [];
  return {
    kinds: takeTurns([ownRow, ...rowsFor(reasons)]),
    makeItThePlan: outcome === 'ownWay' && (attempt.helped === 'yes' || attempt.helped === 'some'),
  };
};

/** Whether the try ends three in a row that worked, of one version, `notTheWeek` skipped. */
const workedInARow = (history: StepHistory, attempt: Try): boolean => {
  const before = selectTellingTries(history, attempt.versionId, attempt.on).filter(
    ({ on, id }) => on < attempt.on || id < attempt.id,
  );
  const last = [...before, attempt].slice(-timesInARow);
  return last.length === timesInARow && last.every((one) => selectOutcome(one) === 'worked');
};
