import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { listeners } from './listeners';
import { StorageError, type Value } from './port';
import { asTrouble, within } from './within';

interface DeviceDatabase extends DBSchema {
  values: { key: string; value: Value };
}
type DeviceDb = IDBPDatabase<DeviceDatabase>;

const name = 'lived-plan';

/** The small values of this device, in a plain database of their own. */
export interface DeviceValues {
  get(key: string): Promise<Value | undefined>;
  set(key: string, value: Value): Promise<void>;
  delete(key: string): Promise<void>;
  keys(prefix: string): Promise<readonly string[]>;
  onChanged(listener: (key: string) => void): () => void;
  close(): void;
}

/**
 * Opens them. Rejects with a StorageError: 'refused' where the browser lets nothing be kept.
 *
 * @param patience milliseconds until a silent browser is given up
 */
export const openDeviceValues = async (patience: number): Promise<DeviceValues> => {
  let connection: Promise<DeviceDb> | undefined;
  const connect = (): Promise<DeviceDb> => {
    const opening = openDB<DeviceDatabase>(name, 1, {
      upgrade: (db) => void db.createObjectStore('values'),
      blocking: () => drop(),
      terminated: () => drop(),
    });
    const drop = () => {
      if (connection === opened) connection = undefined;
      opening.then((db) => db.close()).catch(() => {});
    };
    const opened = within(patience, opening).catch((error: unknown) => {
      drop();
      throw error;
    });
    connection = opened;
    return opened;
  };
  /** Does something with the database; one that was closed meanwhile is opened again, once. */
  const on = async <T>(work: (db: DeviceDb) => Promise<T>): Promise<T> => {
    for (let again = true; ; again = false) {
      const used = connection ?? connect();
      try {
        return await within(patience, work(await used));
      } catch (error) {
        const trouble = asTrouble(error);
        if (!again || !(trouble instanceof StorageError) || trouble.trouble !== 'lost')
          throw trouble;
        if (connection === used) connection = undefined;
        used.then((db) => db.close()).catch(() => {});
      }
    }
  };
  try {
    await connect();
  } catch (error) {
    const trouble = asTrouble(error);
    if (trouble instanceof StorageError && trouble.trouble !== 'lost') throw trouble;
    throw new StorageError('refused', { cause: error });
  }
  const changes = listeners<string>();
  const channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<string>) => changes.tell(data);
  return {
    get: (key) => on((db) => db.get('values', key)),
    set: async (key, value) => {
      await on((db) => db.put('values', value, key));
      channel.postMessage(key);
    },
    delete: async (key) => {
      await on((db) => db.delete('values', key));
      channel.postMessage(key);
    },
    keys: (prefix) =>
      on((db) => db.getAllKeys('values', IDBKeyRange.bound(prefix, `${prefix}\uffff`))),
    onChanged: (listener) => changes.add(listener),
    close: () => {
      channel.close();
      void connection?.then((db) => db.close()).catch(() => {});
    },
  };
};
