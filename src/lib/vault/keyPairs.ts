import type { DeviceDatabase } from './deviceDatabase';
import { heard } from './planDatabase';
import { StorageError, type KeyPairs } from './port';

const prefix = 'pair/';

/** Key pairs, kept beside the device's own key as the browser keeps keys: they can be used, and not taken out. */
export const keyPairsOf = (database: DeviceDatabase): KeyPairs => ({
  get: (name) =>
    database.on(async ({ db }) => {
      const kept = await db.get('keys', prefix + name);
      return isPair(kept) ? kept : undefined;
    }),
  keep: (name, pair) =>
    database.on(async ({ db }) => {
      const transaction = heard(db.transaction('keys', 'readwrite', { durability: 'strict' }));
      const first = await transaction.store.get(prefix + name);
      if (isPair(first)) return first;
      try {
        await transaction.store.put(pair, prefix + name);
      } catch (error) {
        if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
        throw new StorageError('refused', { cause: error });
      }
      await transaction.done;
      return pair;
    }),
  delete: (name) => database.on(({ db }) => db.delete('keys', prefix + name)),
});

const isPair = (kept: unknown): kept is CryptoKeyPair =>
  typeof kept === 'object' && kept !== null && 'privateKey' in kept;
