import type { Page } from '@playwright/test';
import * as Y from 'yjs';
import { freshJournal } from '../../../src/lib/vault/journalDoc';
import { sealOf } from '../../../src/lib/vault/stored';

/**
 * Puts something into a stored plan that this app would not write: as another version of it did, or one that went wrong.
 * To be called while no page has the plan open.
 */
export const writeInto = async (
  page: Page,
  plan: string,
  write: (document: Y.Doc) => void,
): Promise<void> => {
  const document = new Y.Doc();
  write(document);
  // Unsealed, as an earlier version kept it: the page's key cannot be had here.
  const bytes = await sealOf(undefined, '').seal(Y.encodeStateAsUpdate(document), 'entry');
  const record = freshJournal([{ n: 1_000_000, by: crypto.randomUUID(), bytes }]);
  await page.evaluate(
    async ([database, record]) => {
      const db = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open(database);
        request.onsuccess = () => resolve(request.result);
        request.onerror = reject;
      });
      await new Promise((resolve, reject) => {
        const transaction = db.transaction('updates', 'readwrite');
        transaction.objectStore('updates').add(new Uint8Array(record));
        transaction.oncomplete = resolve;
        transaction.onerror = reject;
      });
      db.close();
    },
    [`lived-plan:${plan}/team`, [...record]] as const,
  );
};

/** A person of whom one field is no day, and something that went so wrong that only its place is left. */
export const brokenRecords = (document: Y.Doc): void => {
  const rey = new Y.Map<unknown>();
  document.getMap('people').set('rey', rey);
  const at = '2026-11-01T12:00:00.000Z';
  for (const [field, v] of Object.entries({
    id: 'rey',
    name: 'Cousin Rey',
    supportType: 'natural',
    leavesOn: 'some day',
  }))
    rey.set(`${field}@another.chain`, { at, v });
  document.getMap('tries').set('another.chain/t-broken', { outcome: 7 });
};

/** Somebody else said where the plan's days turn, without knowing of what stands there (PLAN10). */
export const anotherTimeZone = (document: Y.Doc): void => {
  const at = '2026-11-01T12:00:00.000Z';
  document.getMap('about').set('timeZone@another.chain', { at, v: 'America/New_York' });
};

/** The mark of an app that is newer than this one (DOC9). */
export const newerApp = (document: Y.Doc): void => {
  document.getMap('meta').set('minReader 999', true);
};
