import { wrap } from 'idb';
import { IndexeddbPersistence } from 'y-indexeddb';
import * as Y from 'yjs';
import { keyOf, listOf, type Entry } from './journalDoc';
import type { PlanDb } from './planDatabase';
import { StorageError } from './port';
import { asTrouble, within } from './within';

/** What is new in a document: a local-only Y.Doc under stock y-indexeddb, with a guard around it (VAU1 to VAU3). */
export interface Journal {
  /**
   * Adds entries and waits until they are durable. 'gone': the database is another one now. After
   * that, and after a StorageError, this journal cannot be trusted: close it, open it anew, write again.
   */
  write(entries: readonly Entry[]): Promise<'durable' | 'gone'>;
  /** Takes in the state that a fold left on the disk. */
  absorb(state: Uint8Array): void;
  close(): void;
}

/**
 * Opens the journal in a database that was read (and repaired) before: y-indexeddb itself waits for
 * ever if a record is broken.
 *
 * @param born what `bornOf` gave for the database that is meant
 * @param onEnd the browser closed it; `deleted` if the database goes
 */
export const openJournal = async (
  name: string,
  born: string,
  patience: number,
  onEnd: (deleted: boolean) => void,
): Promise<Journal> => {
  const doc = new Y.Doc();
  const kept = new IndexeddbPersistence(name, doc);
  const close = () => {
    // It cannot end if it never opened; nothing waits for it.
    void kept.destroy().catch(() => {});
    doc.destroy();
  };
  try {
    await within(patience, kept.whenSynced);
  } catch (error) {
    close();
    throw error;
  }
  const raw = kept.db;
  if (!raw) throw new StorageError('lost');
  const db = wrap(raw) as PlanDb;
  /** y-indexeddb does not look whether its transactions succeed; the connection hears of each that does not. */
  let failure: unknown;
  raw.addEventListener('abort', ({ target }) => {
    failure ??= (target as IDBTransaction).error ?? new DOMException('Aborted', 'AbortError');
  });
  raw.addEventListener('close', () => onEnd(false));
  raw.addEventListener('versionchange', (event) => onEnd(event.newVersion === null));
  const known = new Set(
    listOf(doc)
      .toArray()
      .map((entry) => keyOf(entry as Entry)),
  );
  let beats = 0;

  /**
   * Comes back after every transaction before it on this database. It writes, because only a
   * transaction that writes makes the browser push it, and those before it, to the disk.
   */
  const barrier = async (): Promise<string | number | undefined> => {
    const transaction = db.transaction(['updates', 'meta'], 'readwrite', { durability: 'strict' });
    const meta = transaction.objectStore('meta');
    const [seen] = await Promise.all([
      meta.get('born'),
      meta.put((beats += 1), 'beat'),
      transaction.done,
    ]);
    return seen;
  };

  return {
    write: async (entries) => {
      failure = undefined;
      try {
        const added = entries.filter((entry) => !known.has(keyOf(entry)));
        if (added.length > 0) doc.transact(() => listOf(doc).push(added));
        const seen = await within(patience, barrier());
        if (failure !== undefined) throw failure;
        return seen === born ? 'durable' : 'gone';
      } catch (error) {
        throw asTrouble(failure ?? error);
      }
    },
    absorb: (state) => Y.applyUpdate(doc, state, kept),
    close,
  };
};
