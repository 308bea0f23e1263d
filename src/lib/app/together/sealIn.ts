import type { CirclePart } from '../../domain/circle/record';
import { engineOf } from './engineOf';

/**
 * The envelope of an update, sealed for everybody who reads that part. Absent where it cannot be sealed: it is kept on this
 * device all the same, and stays on it.
 */
export const sealIn = async (
  planId: string,
  part: CirclePart,
  chain: string,
  update: Uint8Array,
): Promise<Uint8Array | undefined> => {
  const engine = await engineOf(planId);
  const sealed = await engine.call('seal', part, chain, update);
  if (typeof sealed !== 'string') return sealed;
  console.error(`Kept on this device only: ${sealed}`);
  return undefined;
};
