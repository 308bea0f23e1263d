import type { Page } from '@playwright/test';

/** A page of the same origin on which nothing of the app runs: somebody, or something, else at its storage. */
export const blankPage = async (page: Page): Promise<Page> => {
  const blank = await page.context().newPage();
  await blank.goto(new URL('/icons/icon.svg', page.url()).href);
  return blank;
};

/** How many records a store of a database has; `spoil` puts garbage in the place of the last. */
export const records = (
  page: Page,
  database: string,
  store: string,
  spoil?: 'spoil',
): Promise<number> =>
  page.evaluate(
    async ([database = '', store = '', spoil]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = reject;
      });
      const count = await new Promise<number>((resolve, reject) => {
        const transaction = db.transaction(store, spoil ? 'readwrite' : 'readonly');
        const kept = transaction.objectStore(store);
        const keys = kept.getAllKeys();
        keys.onsuccess = () => {
          const last = keys.result.at(-1);
          if (spoil && last !== undefined) kept.put(new Uint8Array([9, 9, 9, 9, 9, 9, 9]), last);
        };
        transaction.oncomplete = () => resolve(keys.result.length);
        transaction.onerror = reject;
      });
      db.close();
      return count;
    },
    [database, store, spoil],
  );
