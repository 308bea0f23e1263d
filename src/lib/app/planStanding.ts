import { TodayWindow } from '../domain/plan/todayWindow';
import { thisDevice } from './device';

/** Where a plan stands, as far as this device noted it when it was open last. */
export interface PlanStanding {
  /** Steps being tried, helpers' promises among them. */
  readonly trying: number;
  /** Steps to look at together (GAP). */
  readonly toLookAt: number;
}

/** Read without opening the plan. Absent when it was never open here. */
export const planStanding = async (planId: string): Promise<PlanStanding | undefined> => {
  const kept = TodayWindow.safeParse(await (await thisDevice()).vault.get(`windows/${planId}`));
  return kept.success
    ? { trying: kept.data.cards.length, toLookAt: kept.data.band.length }
    : undefined;
};
