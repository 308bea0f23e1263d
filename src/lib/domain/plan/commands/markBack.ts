import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { notHere } from './checks';
import type { PlanCommand } from './command';

/** Says that somebody who was gone is back. */
export const markBack: PlanCommand<{ readonly personId: Id }> = (reading, { personId }) => {
  const refusal = notHere(reading, 'people', personId);
  if (refusal) return refuse(refusal);
  if (reading.people.get(personId)?.leftOn === undefined) return ok([]);
  return ok([
    { type: 'fieldChanged', table: 'people', id: personId, field: 'leftOn', value: undefined },
  ]);
};
