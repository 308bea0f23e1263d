import type { DeviceDb } from './deviceDatabase';
import { heard } from './planDatabase';
import { isSealed, sealValue } from './sealedValue';

/**
 * Seals the values that an earlier version kept as they were, one by one: a kill leaves some for the next
 * time.
 */
export const sealPlainValues = async (db: DeviceDb, key: CryptoKey): Promise<void> => {
  for (const name of await db.getAllKeys('values')) {
    const value = await db.get('values', name);
    if (value === undefined || isSealed(value)) continue;
    const json = JSON.stringify(value);
    const sealed = await sealValue(key, name, json);
    const transaction = heard(db.transaction('values', 'readwrite'));
    // Another tab may have set it meanwhile.
    if (JSON.stringify(await transaction.store.get(name)) === json)
      await transaction.store.put(sealed, name);
    await transaction.done;
  }
  await db.delete('keys', 'unsealed');
};
