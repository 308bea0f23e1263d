import { PlanDocument } from '../document/planDocument';
import { selectClockDoubt } from '../domain/plan/selectClockDoubt';
import { windowOf } from './keptWindow';
import { nextTask } from './moments';
import { newChain } from './newChain';
import type { OpenPlan } from './openPlan';

/**
 * Today of an open plan as somebody who comes new may read it, as JSON: they see it at once, while the plan itself is on its
 * way. Who is not of the household gets it from what the team reads, and from nothing else. Absent while the plan is not open.
 */
export const todayFor = async (plan: OpenPlan, household: boolean): Promise<string | undefined> => {
  const { reading } = plan;
  if (!reading) return undefined;
  const today = selectClockDoubt(reading, plan.today) ?? plan.today;
  if (household) return JSON.stringify(windowOf(reading, today));
  const team = new PlanDocument({ planId: plan.id, device: 'reads', newChain });
  try {
    for (const piece of plan.encode('team')) {
      team.apply('team', [piece]);
      await nextTask();
    }
    while (team.readSome()) await nextTask();
    return JSON.stringify(windowOf(team.reading, today));
  } finally {
    team.destroy();
  }
};
