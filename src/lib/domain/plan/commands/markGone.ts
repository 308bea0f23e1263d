import type { Day } from '../../day';
import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { leavesNobody, notADay, notHere } from './checks';
import type { PlanCommand } from './command';

/** Says since when somebody is gone; what they did stays (PLAN13). `on` absent: today. */
export const markGone: PlanCommand<{ readonly personId: Id; readonly on?: Day }> = (
  reading,
  { personId, on },
  actor,
) => {
  const refusal =
    notHere(reading, 'people', personId) ?? notADay(on) ?? leavesNobody(reading, personId);
  if (refusal) return refuse(refusal);
  return ok([
    {
      type: 'fieldChanged',
      table: 'people',
      id: personId,
      field: 'leftOn',
      value: on ?? actor.today,
    },
  ]);
};
