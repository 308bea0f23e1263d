/**
 * A small value that this browser keeps, opened; absent when there is none. To be run in a page.
 *
 * @param {string} name
 * @returns {Promise<any>}
 */
export async function keptValue(name) {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('lived-plan');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = reject;
  });
  const transaction = db.transaction(['values', 'keys']);
  const value = transaction.objectStore('values').get(name);
  const key = transaction.objectStore('keys').get('device');
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = reject;
  });
  db.close();
  const kept = value.result;
  if (!kept?.bytes) return kept;
  const additionalData = new TextEncoder().encode(`value ${name}`);
  const how = { name: 'AES-GCM', iv: kept.iv, additionalData };
  const bytes = await crypto.subtle.decrypt(how, key.result, kept.bytes);
  return JSON.parse(new TextDecoder().decode(bytes));
}

/**
 * Puts a small value into this browser, sealed as the app does; as it is, where the browser keeps no key. To be run in a page.
 *
 * @param {[name: string, value: unknown]} given
 */
export async function keepValue([name, value]) {
  /** @type {IDBDatabase} */
  const db = await new Promise((resolve, reject) => {
    const opening = indexedDB.open('lived-plan');
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = reject;
  });
  const key = await new Promise((resolve, reject) => {
    const asked = db.transaction('keys').objectStore('keys').get('device');
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = reject;
  });
  const sealed = async () => {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const additionalData = new TextEncoder().encode(`value ${name}`);
    const content = new TextEncoder().encode(JSON.stringify(value));
    const how = { name: 'AES-GCM', iv, additionalData };
    return { format: 1, iv, bytes: await crypto.subtle.encrypt(how, key, content) };
  };
  const kept = key ? await sealed() : value;
  const transaction = db.transaction('values', 'readwrite');
  transaction.objectStore('values').put(kept, name);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = reject;
  });
  db.close();
}
