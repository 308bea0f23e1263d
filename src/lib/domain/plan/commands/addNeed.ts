import { ok, refuse } from '../../result';
import type { LifeDomain } from '../codes';
import { addRecord } from './changes';
import { withoutWords } from './checks';
import type { PlanCommand } from './command';
import { rankAfterAll } from './ranks';

/** Writes down a need in its owner's words, after the others. */
export const addNeed: PlanCommand<{ readonly text: string; readonly lifeDomain?: LifeDomain }> = (
  reading,
  { text, lifeDomain },
  actor,
) => {
  const refusal = withoutWords('text', text);
  if (refusal) return refuse(refusal);
  return ok([
    addRecord(reading, 'needs', {
      id: actor.newId(),
      text: text.trim(),
      lifeDomain,
      rank: rankAfterAll(reading.needs.values()),
      status: 'open',
    }),
  ]);
};
