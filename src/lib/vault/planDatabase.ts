import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { StorageError } from './port';
import { within } from './within';

/**
 * The one database of a document. `updates` and `custom` are y-indexeddb's own, so that a fold is one
 * transaction over journal and segments: a kill leaves all of it or nothing.
 */
export interface PlanDatabase extends DBSchema {
  /** Yjs updates of the journal, written by y-indexeddb. */
  updates: { key: number; value: unknown };
  custom: { key: string; value: unknown };
  /** Stored bytes (stored.ts) of folded updates, in causal order by key. */
  segments: { key: number; value: unknown };
  /** Stored bytes (stored.ts) of envelopes whose updates were folded, some 64 kB each, oldest first by key. */
  envelopes: { key: number; value: unknown };
  /** `born`: random, made with the database. `generation`: counts changes of history. `beat`: of the barrier. */
  meta: { key: string; value: string | number };
  /** What could not be read, kept as it was found. */
  aside: { key: number; value: Aside };
}

/** A record that could not be read; `value` is absent if not even its bytes could. */
export interface Aside {
  readonly from: 'updates' | 'segments';
  readonly key: number;
  readonly value?: unknown;
  /** `value` is sealed (aside.ts); absent where it lies as it was found. */
  readonly sealed?: true;
}

export type PlanDb = IDBPDatabase<PlanDatabase>;

const prefix = 'lived-plan:';

/** The name of a document's database, of its channel between tabs and of its lock. */
export const nameOf = (documentId: string): string => prefix + documentId;

const options = {
  updates: { autoIncrement: true },
  custom: {},
  segments: {},
  envelopes: { autoIncrement: true },
  meta: {},
  aside: { autoIncrement: true },
} as const;
const stores = Object.keys(options) as (keyof typeof options)[];

/**
 * Opens a document's database, creates it, and brings back a store that is missing (y-indexeddb would
 * wait for it for ever). Rejects with a StorageError.
 *
 * @param patience milliseconds until a silent browser is given up
 * @param onEnd the browser closed it, or it was closed because somebody changes or (`deleted`) deletes it
 */
export const openPlanDatabase = async (
  name: string,
  patience: number,
  onEnd: (deleted: boolean) => void = () => {},
): Promise<PlanDb> => {
  const db = await opened(name, undefined, patience, onEnd);
  if (stores.every((store) => db.objectStoreNames.contains(store))) return db;
  const next = db.version + 1;
  db.close();
  return opened(name, next, patience, onEnd);
};

const opened = async (
  name: string,
  version: number | undefined,
  patience: number,
  onEnd: (deleted: boolean) => void,
) => {
  const opening = openDB<PlanDatabase>(name, version, {
    upgrade: (db, _old, _new, transaction) => {
      for (const store of stores) {
        if (db.objectStoreNames.contains(store)) continue;
        db.createObjectStore(store, options[store]);
        if (store === 'meta') void transaction.objectStore('meta').put(randomName(), 'born');
      }
    },
    // Heard from the first moment: a connection that misses it keeps everybody else waiting for ever.
    blocking: (_current, _wanted, { target, newVersion }) => {
      (target as IDBDatabase).close();
      onEnd(newVersion === null);
    },
    terminated: () => onEnd(false),
  });
  try {
    return await within(patience, opening);
  } catch (error) {
    // An answer that comes too late must not keep others from deleting it.
    opening.then((db) => db.close()).catch(() => {});
    throw error;
  }
};

/** A transaction whose end may go unheard, because a request of it fails before and is heard. */
export const heard = <T extends { readonly done: Promise<void> }>(transaction: T): T => {
  transaction.done.catch(() => {});
  return transaction;
};

/** What tells this database from one that was made after it was deleted. */
export const bornOf = async (db: PlanDb): Promise<string> => {
  const kept = await db.get('meta', 'born');
  if (typeof kept === 'string') return kept;
  const transaction = heard(db.transaction('meta', 'readwrite'));
  const found = await transaction.store.get('born');
  const born = typeof found === 'string' ? found : randomName();
  if (found !== born) await transaction.store.put(born, 'born');
  await transaction.done;
  return born;
};

/**
 * Deletes a document's database, emptied first, so that its words go even if a tab that hangs keeps it
 * open. Rejects with a StorageError: 'silent' if it is still open somewhere.
 */
export const deletePlanDatabase = async (name: string, patience: number): Promise<void> => {
  try {
    const db = await openPlanDatabase(name, patience);
    try {
      const transaction = db.transaction(stores, 'readwrite');
      const emptied = stores.map((store) => transaction.objectStore(store).clear());
      await within(patience, Promise.all([...emptied, transaction.done]));
    } finally {
      db.close();
    }
  } catch (error) {
    // What cannot be opened may still be deleted.
    if (!(error instanceof StorageError)) throw error;
  }
  await within(patience, deleteDB(name));
};

/** 16 random letters and digits. */
export const randomName = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => (byte % 36).toString(36)).join(
    '',
  );
