import { ok } from '../../result';
import type { StepHistory } from '../reading';
import type { Id, Try } from '../schema';
import type { PlanCommand } from './command';
import { correctTry } from './correctTry';
import { recordTry, type RecordTryInput } from './recordTry';

/** A try as it was told up to now, and the id that it has from its first word on. */
export interface TellTryInput {
  readonly tryId: Id;
  readonly told: RecordTryInput;
}

/**
 * Records what was told of a try: one try, however often it is finished (PLAN6). Told on after it was recorded, it is
 * told again with all that was said; what was taken back meanwhile stays so (PLAN15).
 */
export const tellTry: PlanCommand<TellTryInput> = (reading, { tryId, told }, actor) => {
  const recorded = recordTry(reading, told, { ...actor, newId: () => tryId });
  const history = reading.historyOfTry(tryId);
  if (!history) return recorded;
  const attempt = lastTelling(tryId, history);
  if (!attempt || attempt.wordsTakenBack) return ok([]);
  const [change] = recorded.ok ? recorded.value : [];
  const says = change?.type === 'factRecorded' && said(change.fact) === said(attempt);
  return says ? ok([]) : correctTry(reading, { ...told, tryId: attempt.id }, actor);
};

/** Absent when it was taken back. */
const lastTelling = (tryId: Id, { tries, superseded }: StepHistory): Try | undefined => {
  const all = [...tries, ...superseded];
  let last = all.find(({ id }) => id === tryId);
  for (let next = last; next; next = all.find(({ supersedes }) => supersedes === last?.id))
    last = next;
  return last;
};

const said = (attempt: object): string => {
  const { on, until, outcome, helped, whatWeDidInstead, reasons, helpedBy, words, visibility } =
    attempt as Try;
  return JSON.stringify([
    ...[on, until, outcome, helped, whatWeDidInstead],
    ...[reasons, helpedBy, words, visibility],
  ]);
};
