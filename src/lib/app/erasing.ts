import type { Vault } from '../vault/port';

/**
 * Words of a plan are being erased: which of its documents they may still stand in, in older pieces. Kept before
 * anything is erased and until it is cut out, so that a killed page leaves it to the next one (PLAN15).
 */
const key = (planId: string): string => `erasing/${planId}`;

/** The documents in which something is still to be cut out; none where nothing is. */
export const partsErasing = async (vault: Vault, planId: string): Promise<string[]> => {
  const kept = await vault.get(key(planId));
  return Array.isArray(kept) ? kept.map(String) : [];
};

export const markErasing = (
  vault: Vault,
  planId: string,
  parts: readonly string[],
): Promise<void> => vault.set(key(planId), parts);

export const unmarkErasing = (vault: Vault, planId: string): Promise<void> =>
  vault.delete(key(planId));
