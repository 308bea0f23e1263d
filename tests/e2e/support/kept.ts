import type { Page } from '@playwright/test';

/** What lies in this browser's storage. */
interface Kept {
  /** Databases by name. */
  readonly databases: string[];
  /** The keys of the device's small values. */
  readonly values: string[];
}

/** What a device keeps that has no plan: its own name for itself. */
export const noPlan: Kept = { databases: ['lived-plan'], values: ['device'] };

/** Looks into this browser's storage from the page, and changes nothing. */
export const keptHere = (page: Page): Promise<Kept> =>
  page.evaluate(async () => {
    const databases = (await indexedDB.databases()).map(({ name }) => name ?? '').sort();
    if (!databases.includes('lived-plan')) return { databases, values: [] };
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('lived-plan');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('did not open'));
    });
    const values = await new Promise<string[]>((resolve, reject) => {
      const request = db.transaction('values').objectStore('values').getAllKeys();
      request.onsuccess = () => resolve(request.result.map(String).sort());
      request.onerror = () => reject(request.error ?? new Error('did not read'));
    });
    db.close();
    return { databases, values };
  });
