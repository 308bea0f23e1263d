import { PlanDocument } from '../document/planDocument';
import type { Day } from '../domain/day';
import { householdNames } from '../domain/plan/householdNames';
import type { PlanReading } from '../domain/plan/reading';
import { selectClockDoubt } from '../domain/plan/selectClockDoubt';
import { windowOf } from './keptWindow';
import { nextTask } from './moments';
import { newChain } from './newChain';
import type { OpenPlan } from './openPlan';

/**
 * Today of an open plan as somebody who comes new may read it, and whose plan it is, as JSON: they see it at once, while the
 * plan itself is on its way. Who is not of the household gets it from what the team reads, and from nothing else. Absent
 * while the plan is not open.
 */
export const todayFor = async (plan: OpenPlan, household: boolean): Promise<string | undefined> => {
  const { reading } = plan;
  if (!reading) return undefined;
  const today = selectClockDoubt(reading, plan.today) ?? plan.today;
  if (household) return tell(reading, today);
  const team = new PlanDocument({ planId: plan.id, device: 'reads', newChain });
  try {
    for (const piece of plan.encode('team')) {
      team.apply('team', [piece]);
      await nextTask();
    }
    while (team.readSome()) await nextTask();
    return tell(team.reading, today);
  } finally {
    team.destroy();
  }
};

const tell = (reading: PlanReading, today: Day): string =>
  JSON.stringify({
    ...windowOf(reading, today),
    names: householdNames(reading.people.values()),
  });
