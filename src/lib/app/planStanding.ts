import { thisDevice } from './device';
import { readWindow } from './keptWindow';

/** Where a plan stands, as far as this device noted it when it was open last. */
export interface PlanStanding {
  /** Steps being tried, helpers' promises among them. */
  readonly trying: number;
  /** Steps to look at together (GAP). */
  readonly toLookAt: number;
}

/** Read without opening the plan. Absent when it was never open here. */
export const planStanding = async (planId: string): Promise<PlanStanding | undefined> => {
  const window = await readWindow((await thisDevice()).vault, planId);
  return window && { trying: window.trying, toLookAt: window.band.length };
};
