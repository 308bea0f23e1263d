import type { Vault } from '../../vault/port';
import { reachedKey } from './circleKey';

/** Takes away what was noted of a plan. */
export const forgetReached = (vault: Vault, planId: string): Promise<void> =>
  vault.delete(reachedKey(planId));
