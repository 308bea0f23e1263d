import type { Vault } from '../../vault/port';
import { keyName } from './circleKey';

/** Takes this device's keys for a plan's circle away for good. */
export const forgetKeys = async (vault: Vault, planId: string): Promise<void> => {
  for (const which of ['sign', 'agree'] as const)
    await vault.keyPairs.delete(keyName(planId, which));
};
