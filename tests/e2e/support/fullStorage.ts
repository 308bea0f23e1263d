import type { Page } from '@playwright/test';
import { blankPage } from './blank';

/** Bytes that are filled: more than what is written at once anyway. */
const taken = 400_000;

/**
 * Takes the room that a browser has for this origin, but for `left` bytes, until what is given back is called: then there is
 * room again.
 */
export const fillUp = async (page: Page, left = 0): Promise<() => Promise<void>> => {
  const tools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const blank = await blankPage(page);
  const used = await blank.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);
  await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + taken });
  // A browser looks at its quota now and then: what is written until it refuses shows that it has.
  await blank.evaluate(async () => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('filling');
      opening.onupgradeneeded = () =>
        opening.result.createObjectStore('bytes', { autoIncrement: true });
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = reject;
    });
    const add = (size: number): Promise<boolean> =>
      new Promise((resolve) => {
        const writing = db.transaction('bytes', 'readwrite');
        writing.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(size)));
        writing.oncomplete = () => resolve(true);
        writing.onabort = () => resolve(false);
      });
    for (const size of [60_000, 4_000, 200]) while (await add(size));
    db.close();
  });
  if (left > 0)
    await tools.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: used + taken + left });
  await blank.close();
  return async () => {
    await tools.send('Storage.overrideQuotaForOrigin', { origin });
    await page.evaluate(
      () =>
        new Promise((resolve, reject) => {
          const removing = indexedDB.deleteDatabase('filling');
          removing.onsuccess = resolve;
          removing.onerror = reject;
        }),
    );
  };
};
