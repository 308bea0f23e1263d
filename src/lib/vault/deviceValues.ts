import { deviceDatabaseName, openDeviceDatabase } from './deviceDatabase';
import { keyPairsOf } from './keyPairs';
import { listeners } from './listeners';
import { StorageError, type KeyPairs, type Value } from './port';
import { sealPlainValues } from './sealPlainValues';
import { isSealed, openValue, sealValue } from './sealedValue';

/** The small values of this device, sealed, in a database of their own. */
export interface DeviceValues {
  /** `null` also for one that cannot be opened any more. */
  get(name: string): Promise<Value | undefined>;
  set(name: string, value: Value): Promise<void>;
  delete(name: string): Promise<void>;
  keys(prefix: string): Promise<readonly string[]>;
  onChanged(listener: (name: string) => void): () => void;
  /** What everything on this device is sealed with; absent where the browser can keep no key. */
  deviceKey(): Promise<CryptoKey | undefined>;
  readonly keyPairs: KeyPairs;
  close(): void;
}

/**
 * Opens them. Rejects with a StorageError: 'refused' where the browser lets nothing be kept.
 *
 * @param patience milliseconds until a silent browser is given up
 */
export const openDeviceValues = async (patience: number): Promise<DeviceValues> => {
  const database = await openDeviceDatabase(patience);
  await database.on(sealPlainValues).catch((error: unknown) => {
    // They can be read as they are: the next time will do.
    if (!(error instanceof StorageError)) throw error;
  });
  const changes = listeners<string>();
  const channel = new BroadcastChannel(deviceDatabaseName);
  channel.onmessage = ({ data }: MessageEvent<string>) => changes.tell(data);
  /** Sealing takes a moment of its own: what was asked for later, to write or to read, waits for it. */
  let sealing: Promise<unknown> = Promise.resolve();
  return {
    get: (name) =>
      database.on(async ({ db, key }) => {
        await sealing;
        const kept = await db.get('values', name);
        return isSealed(kept) ? openValue(key, name, kept) : kept;
      }),
    set: async (name, value) => {
      const json = JSON.stringify(value);
      await database.on(async ({ db, key }) => {
        const sealed = sealing.then(async () => (key ? sealValue(key, name, json) : value));
        sealing = sealed.catch(() => {});
        await db.put('values', await sealed, name);
      });
      channel.postMessage(name);
    },
    delete: async (name) => {
      await database.on(async ({ db }) => {
        await sealing;
        await db.delete('values', name);
      });
      channel.postMessage(name);
    },
    keys: (prefix) =>
      database.on(async ({ db }) => {
        await sealing;
        return db.getAllKeys('values', IDBKeyRange.bound(prefix, `${prefix}\uffff`));
      }),
    onChanged: (listener) => changes.add(listener),
    deviceKey: () => database.on(async ({ key }) => key),
    keyPairs: keyPairsOf(database),
    close: () => {
      channel.close();
      database.close();
    },
  };
};
