import { ok, refuse } from '../../result';
import type { DefaultVisibility } from '../codes';
import { selectDefaultVisibility } from '../selectDefaultVisibility';
import { isHousehold } from '../selectPerson';
import type { PlanCommand } from './command';

/** Says who may see what is told from now on where nobody says otherwise; the household's to say (PLAN8). What was told stays. */
export const setDefaultVisibility: PlanCommand<{ readonly visibility: DefaultVisibility }> = (
  reading,
  { visibility },
  actor,
) => {
  if (!isHousehold(reading, actor.enteredBy ?? actor.by, actor.today))
    return refuse({ kind: 'householdOnly' });
  if (selectDefaultVisibility(reading) === visibility) return ok([]);
  const field = 'defaultVisibility';
  return ok([{ type: 'fieldChanged', table: 'plan', id: 'plan', field, value: visibility }]);
};
