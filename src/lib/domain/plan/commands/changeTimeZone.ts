import { isTimeZone } from '../../day';
import { ok, refuse } from '../../result';
import type { PlanCommand } from './command';

/** Moves the midnight at which the plan's days turn (PLAN12). Days that were written stay. */
export const changeTimeZone: PlanCommand<{ readonly timeZone: string }> = (
  reading,
  { timeZone },
) => {
  if (!isTimeZone(timeZone)) return refuse({ kind: 'unknownTimeZone', timeZone });
  if (reading.about.timeZone === timeZone) return ok([]);
  return ok([
    { type: 'fieldChanged', table: 'about', id: 'about', field: 'timeZone', value: timeZone },
  ]);
};
