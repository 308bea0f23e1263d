import type { Vault } from '../../vault/port';
import { keptOrNot } from '../keptOrNot';

/** A plan of a few months, in bytes. */
const least = 1024 * 1024;
const key = 'room';

/**
 * Whether a plan would find room on this device, as far as can be said before it comes. Asked before anybody is: who was let in
 * and could keep nothing of it has used the invitation up.
 */
export const hasRoom = async (vault: Vault): Promise<boolean> => {
  const { used, quota } = await vault.state();
  if (used !== undefined && quota !== undefined && quota - used < least) return false;
  const kept = await keptOrNot(vault.set(key, ' '.repeat(least / 4)));
  await keptOrNot(vault.delete(key));
  return kept === 'saved';
};
