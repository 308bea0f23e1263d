import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { agreedKey } from './deviceKey';
import { StorageError, type Value } from './port';
import type { SealedValue } from './sealedValue';
import { asTrouble, within } from './within';

/** The one database of this device. */
interface Stores extends DBSchema {
  /** By their names, which say nothing of a plan but random ids. */
  values: { key: string; value: Value | SealedValue };
  /** `device`: what everything is sealed with. `unsealed`: there are values that are not. `pair/…`: keyPairs.ts. */
  keys: { key: string; value: CryptoKey | CryptoKeyPair | true };
}
export type DeviceDb = IDBPDatabase<Stores>;

export const deviceDatabaseName = 'lived-plan';

/** The database, open, and the key that all tabs agree on; none where the browser cannot keep one. */
export interface DeviceLink {
  readonly db: DeviceDb;
  readonly key: CryptoKey | undefined;
}

export interface DeviceDatabase {
  /** Does something with it; one that was closed meanwhile is opened again, once. Rejects with a StorageError. */
  on<T>(work: (link: DeviceLink) => Promise<T>): Promise<T>;
  close(): void;
}

/**
 * Opens and creates it. Rejects with a StorageError: 'refused' where the browser lets nothing be kept.
 *
 * @param patience milliseconds until a silent browser is given up
 */
export const openDeviceDatabase = async (patience: number): Promise<DeviceDatabase> => {
  let connection: Promise<DeviceLink> | undefined;
  /** Outlives the database: what this page sealed before storage was taken away can be opened after it. */
  let known: CryptoKey | undefined;
  const connect = (): Promise<DeviceLink> => {
    const opening = openDB<Stores>(deviceDatabaseName, 2, {
      upgrade: (db, before, _after, transaction) => {
        if (before < 1) db.createObjectStore('values');
        db.createObjectStore('keys');
        if (before === 1) void transaction.objectStore('keys').put(true, 'unsealed');
      },
      blocking: () => drop(),
      terminated: () => drop(),
    });
    const drop = () => {
      if (connection === opened) connection = undefined;
      opening.then((db) => db.close()).catch(() => {});
    };
    const link = async () => {
      const db = await opening;
      known = await agreedKey(db, known);
      return { db, key: known };
    };
    const opened = within(patience, link()).catch((error: unknown) => {
      drop();
      throw error;
    });
    connection = opened;
    return opened;
  };
  try {
    await connect();
  } catch (error) {
    const trouble = asTrouble(error);
    if (trouble instanceof StorageError && trouble.trouble !== 'lost') throw trouble;
    throw new StorageError('refused', { cause: error });
  }
  return {
    on: async (work) => {
      for (let again = true; ; again = false) {
        const used = connection ?? connect();
        try {
          return await within(patience, work(await used));
        } catch (error) {
          const trouble = asTrouble(error);
          if (!again || !(trouble instanceof StorageError) || trouble.trouble !== 'lost')
            throw trouble;
          if (connection === used) connection = undefined;
          used.then(({ db }) => db.close()).catch(() => {});
        }
      }
    },
    close: () => void connection?.then(({ db }) => db.close()).catch(() => {}),
  };
};
