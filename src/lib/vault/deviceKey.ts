import type { DeviceDb } from './deviceDatabase';
import { heard } from './planDatabase';

const name = 'device';

/**
 * The key that everything on this device is sealed with: AES-256-GCM, never to be taken out, made once.
 * Absent where the browser has no cryptography (plain http) or cannot keep a key (VAU1).
 *
 * @param known the one that this page used before: kept again if storage was taken away
 */
export const agreedKey = async (
  db: DeviceDb,
  known: CryptoKey | undefined,
): Promise<CryptoKey | undefined> => {
  // Absent on plain http, whatever the types say.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return withoutKey(db);
  const kept = await db.get('keys', name);
  if (kept instanceof CryptoKey) return kept;
  const made = known ?? (await subtle.generateKey(kind, false, ['encrypt', 'decrypt']));
  // Tabs that start at once each make one: the first to be kept is everybody's.
  const transaction = heard(db.transaction('keys', 'readwrite', { durability: 'strict' }));
  try {
    if (!((await transaction.store.get(name)) instanceof CryptoKey))
      await transaction.store.put(made, name);
    const agreed = await transaction.store.get(name);
    await transaction.done;
    return agreed instanceof CryptoKey ? agreed : await withoutKey(db);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'DataCloneError')) throw error;
    return withoutKey(db);
  }
};

const kind = { name: 'AES-GCM', length: 256 } as const;

/** What is kept meanwhile is sealed once the browser can. */
const withoutKey = async (db: DeviceDb): Promise<undefined> => {
  if (!(await db.get('keys', 'unsealed'))) await db.put('keys', true, 'unsealed');
};
