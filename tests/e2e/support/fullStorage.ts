import type { Page } from '@playwright/test';
import { blankPage } from './blank';

/** Bytes that are filled: more than what is written at once anyway. */
const taken = 400_000;

/**
 * Takes the room that a browser has for this origin, but for `left` bytes, until what is given back is called: then there is
 * room again. A browser looks at its quota now and then: what is written until it refuses, and until it takes it again, shows that
 * it has. Nothing of that is removed: the room of what is removed comes back whenever the browser likes.
 */
export const fillUp = async (page: Page, left = 0): Promise<() => Promise<void>> => {
  const tools = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  const setQuota = (quotaSize?: number) =>
    tools.send('Storage.overrideQuotaForOrigin', { origin, ...(quotaSize && { quotaSize }) });
  const used = await inBlank(page, usage);
  await setQuota(used + taken);
  const filled = await inBlank(page, async (blank) => {
    for (const size of [60_000, 4_000, 200]) await addUntil(blank, size, 'refused');
    return usage(blank);
  });
  if (left > 0) {
    await setQuota(filled + left);
    await inBlank(page, (blank) => addUntil(blank, 200, 'taken'));
  }
  return async () => {
    await setQuota();
    await inBlank(page, (blank) => addUntil(blank, 200, 'taken'));
  };
};

const inBlank = async <Value>(
  page: Page,
  work: (blank: Page) => Promise<Value>,
): Promise<Value> => {
  const blank = await blankPage(page);
  const value = await work(blank);
  await blank.close();
  return value;
};

const usage = (blank: Page): Promise<number> =>
  blank.evaluate(async () => (await navigator.storage.estimate()).usage ?? 0);

/** Adds so many bytes again and again until they are refused, or taken. */
const addUntil = (blank: Page, size: number, end: 'refused' | 'taken'): Promise<void> =>
  blank.evaluate(
    async ([bytes, until]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('filling');
        opening.onupgradeneeded = () =>
          opening.result.createObjectStore('bytes', { autoIncrement: true });
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = reject;
      });
      const add = (): Promise<'refused' | 'taken'> =>
        new Promise((resolve) => {
          const writing = db.transaction('bytes', 'readwrite');
          writing.objectStore('bytes').add(crypto.getRandomValues(new Uint8Array(bytes)));
          writing.oncomplete = () => resolve('taken');
          writing.onabort = () => resolve('refused');
        });
      // Not faster than that, or hundreds of megabytes are there before it looks.
      while ((await add()) !== until) await new Promise((resolve) => setTimeout(resolve, 30));
      db.close();
    },
    [size, end] as const,
  );
