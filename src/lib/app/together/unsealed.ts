import type { PartName } from '../../document/planDocument';
import type { Vault } from '../../vault/port';
import { unsealedPrefix } from './circleKey';

/** What was written into a shared plan and kept before it could be sealed. */
export interface Unsealed {
  readonly part: PartName;
  readonly chain: string;
  /** Which of its chain's updates in that document it is, counted from 1: the place its envelope will have. */
  readonly place: number;
  readonly update: Uint8Array;
}

/** Sorted, those of a chain stand in their order. */
const keyOf = (planId: string, { part, chain, place }: Omit<Unsealed, 'update'>): string =>
  `${unsealedPrefix(planId)}${part}/${chain}/${String(place).padStart(9, '0')}`;

/** Notes it, durably. Rejects with a StorageError. */
export const keepUnsealed = (vault: Vault, planId: string, one: Unsealed): Promise<void> =>
  vault.set(keyOf(planId, one), {
    part: one.part,
    chain: one.chain,
    place: one.place,
    update: toBase64(one.update),
  });

/** It is sealed. */
export const forgetUnsealed = (
  vault: Vault,
  planId: string,
  one: Omit<Unsealed, 'update'>,
): Promise<void> => vault.delete(keyOf(planId, one));

/** The lock that a tab holds as long as it goes on with a chain: no other one may seal in it. */
export const chainLock = (chain: string): string => `chain/${chain}`;

const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(text);
};
