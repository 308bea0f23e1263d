import { encodeAny } from 'lib0/buffer';
import type { Aside } from './planDatabase';
import type { Seal } from './stored';

/** A record that could not be read may hold words all the same: it is sealed as it was found. */
export const sealAside = async (one: Aside, seal: Seal): Promise<Aside> =>
  one.sealed || !seal.seals
    ? one
    : { ...one, value: await seal.seal(encodeAny(one.value as never), 'aside'), sealed: true };
