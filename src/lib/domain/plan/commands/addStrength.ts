import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { addRecord } from './changes';
import { notHere, withoutWords } from './checks';
import type { PlanCommand } from './command';

/** Writes down what somebody is good at. */
export const addStrength: PlanCommand<{ readonly whose: Id; readonly text: string }> = (
  reading,
  { whose, text },
  actor,
) => {
  const refusal = withoutWords('text', text) ?? notHere(reading, 'people', whose);
  if (refusal) return refuse(refusal);
  return ok([addRecord(reading, 'strengths', { id: actor.newId(), whose, text: text.trim() })]);
};
