import { deviceDatabaseName, openDeviceDatabase, type DeviceLink } from './deviceDatabase';
import { listeners } from './listeners';
import type { KeyPairs, Value } from './port';
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
  // They can be read as they are: where this cannot be done now, the next time will do.
  await database.on(sealEarlierValues).catch(() => {});
  const changes = listeners<string>();
  const channel = new BroadcastChannel(deviceDatabaseName);
  channel.onmessage = ({ data }: MessageEvent<string>) => changes.tell(data);
  const pairs = async (): Promise<KeyPairs> => (await import('./keyPairs')).keyPairsOf(database);
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
    // Only a plan that is shared needs any.
    keyPairs: {
      get: async (name) => (await pairs()).get(name),
      keep: async (name, pair) => (await pairs()).keep(name, pair),
      delete: async (name) => (await pairs()).delete(name),
    },
    close: () => {
      channel.close();
      database.close();
    },
  };
};

/** Only a device that an earlier version kept values on needs the code for it. */
const sealEarlierValues = async (link: DeviceLink): Promise<void> => {
  if (!link.key || !(await link.db.get('keys', 'unsealed'))) return;
  const { sealPlainValues } = await import('./sealPlainValues');
  await sealPlainValues(link.db, link.key);
};
