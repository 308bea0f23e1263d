import { generateKeys, type DeviceKeyPairs } from '../../ledger/identity';
import type { Vault } from '../../vault/port';
import { keyName } from './circleKey';

/** This device's keys for a plan's circle (CIR1): made once, and never to be taken out of it. */
export const ourKeys = async (vault: Vault, planId: string): Promise<DeviceKeyPairs> => {
  const known = await Promise.all(
    (['sign', 'agree'] as const).map((which) => vault.keyPairs.get(keyName(planId, which))),
  );
  const [sign, agree] = known;
  if (sign && agree) return { sign, agree };
  const made = await generateKeys();
  return {
    sign: await vault.keyPairs.keep(keyName(planId, 'sign'), made.sign),
    agree: await vault.keyPairs.keep(keyName(planId, 'agree'), made.agree),
  };
};
