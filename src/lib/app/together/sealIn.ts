import type { CirclePart } from '../../domain/circle/record';
import type { SealRefusal } from '../../ledger/sealer';
import { engineOf } from './engineOf';

/** The envelope of an update, sealed for everybody who reads that part; or why it cannot be sealed. */
export const sealIn = async (
  planId: string,
  part: CirclePart,
  chain: string,
  update: Uint8Array,
): Promise<Uint8Array | SealRefusal> => (await engineOf(planId)).call('seal', part, chain, update);
