import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { addRecord } from './changes';
import { namesNothing, withoutWords } from './checks';
import type { PlanCommand } from './command';

/** Another way somebody thought of for a need. */
export interface AddStrategyInput {
  readonly needId: Id;
  readonly text: string;
  readonly optionsConsidered?: string[];
  readonly chosenBy?: Id[];
  readonly strengthIds?: Id[];
}

/** Keeps another way for a need, to open when a step does not help. */
export const addStrategy: PlanCommand<AddStrategyInput> = (reading, input, actor) => {
  const refusal = withoutWords('text', input.text) ?? namesNothing(reading, 'strategies', input);
  if (refusal) return refuse(refusal);
  return ok([
    addRecord(reading, 'strategies', { id: actor.newId(), ...input, text: input.text.trim() }),
  ]);
};
