import type { Vault } from '../../vault/port';
import type { CircleEntry } from './circleEntry';
import { circleKey } from './circleKey';

/** What this device knows of a plan's circle, if it is shared; the code to read it comes only then. */
export const findCircle = async (
  vault: Vault,
  planId: string,
): Promise<CircleEntry | undefined> => {
  if ((await vault.get(circleKey(planId))) === undefined) return undefined;
  const { readCircle } = await import('./circleEntry');
  return readCircle(vault, planId);
};
