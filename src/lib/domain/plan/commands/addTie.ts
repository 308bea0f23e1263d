import { ok, refuse } from '../../result';
import type { TieEnergy, TieStrength } from '../codes';
import type { Id } from '../schema';
import { addRecord } from './changes';
import { notHere } from './checks';
import type { PlanCommand } from './command';

/** How somebody stands to the family on the support map. */
export interface AddTieInput {
  readonly personId: Id;
  readonly strength?: TieStrength;
  readonly energy?: TieEnergy;
  readonly stressful?: boolean;
}

/** Puts somebody on the support map, which the household keeps to itself. */
export const addTie: PlanCommand<AddTieInput> = (reading, input, actor) => {
  const refusal = notHere(reading, 'people', input.personId);
  if (refusal) return refuse(refusal);
  return ok([addRecord(reading, 'ties', { id: actor.newId(), ...input })]);
};
