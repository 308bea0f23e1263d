import type { Vault } from '../../vault/port';

/** Where it stands how far other devices are with a plan. */
export const reachedKey = (planId: string): string => `reached/${planId}`;

/** Takes away what was noted of a plan. */
export const forgetReached = (vault: Vault, planId: string): Promise<void> =>
  vault.delete(reachedKey(planId));
