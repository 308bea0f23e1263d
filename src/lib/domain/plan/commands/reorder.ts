import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { notHere } from './checks';
import type { PlanCommand } from './command';
import { ranksToWrite } from './ranks';

/** What to move, and before which other one; absent: to the end. */
export interface ReorderInput {
  readonly table: 'needs' | 'steps';
  readonly id: Id;
  readonly before: Id | undefined;
}

/** Moves a need or a step in the order the family gave; writes only the ranks that must change. */
export const reorder: PlanCommand<ReorderInput> = (reading, { table, id, before }) => {
  const refusal =
    notHere(reading, table, id) ??
    (before === undefined ? undefined : notHere(reading, table, before));
  if (refusal) return refuse(refusal);
  const items =
    table === 'needs'
      ? reading.needs.values()
      : [...reading.steps.values()].map((history) => history.step);
  return ok(
    [...ranksToWrite(items, id, before)].map(([ranked, rank]) => ({
      type: 'fieldChanged',
      table,
      id: ranked,
      field: 'rank',
      value: rank,
    })),
  );
};
