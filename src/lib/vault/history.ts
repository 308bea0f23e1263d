import * as Y from 'yjs';
import { breathing, rest } from './breathe';
import { heard, type Aside, type PlanDb } from './planDatabase';
import {
  dropEntries,
  freshJournal,
  readJournal,
  type Entry,
  type JournalReading,
} from './journalDoc';
import { fromStored } from './stored';
import { within } from './within';

/** All that is kept of a document, as one transaction saw it. */
export interface History {
  /** Counts the changes of history: folds, rewrites, repairs. */
  readonly generation: number;
  /** Folded updates in causal order: all of them, or the last one only. */
  readonly segments: readonly { readonly key: number; readonly update: Uint8Array }[];
  readonly journal: JournalReading;
  /** The keys of the journal's records, in order. */
  readonly keys: readonly number[];
  /** How many records were put aside, or cannot be read where they are. */
  readonly aside: number;
}

type Records = readonly (readonly [key: number, value: unknown])[];
type Segments = 'all' | 'last' | 'none';

/** Several tabs may change history at once; each try that loses leaves another tab's that won. */
const tries = 8;

/**
 * Reads what is kept. What cannot be read is put aside first, so that the rest can be read and
 * y-indexeddb opens (VAU3).
 *
 * @param patience milliseconds until a silent browser is given up
 */
export const readHistory = async (
  db: PlanDb,
  which: Segments,
  patience: number,
): Promise<{ readonly history: History; readonly repaired: boolean }> => {
  let repaired = false;
  for (let left = tries; left > 0; left -= 1) {
    const { history, change } = await within(patience, look(db, which));
    if (!change) return { history, repaired };
    await changeHistory(db, history, change, patience);
    repaired = true;
  }
  throw new DOMException('History keeps changing', 'TimeoutError');
};

const look = async (
  db: PlanDb,
  which: Segments,
): Promise<{ readonly history: History; readonly change: Change | undefined }> => {
  const kept = await recordsAtOnce(db, which).catch((error: unknown) => {
    if (!isUnreadable(error)) throw error;
    return recordsOneByOne(db, which);
  });
  await rest();
  const journal = readJournal(kept.updates);
  await rest();
  const segments: { key: number; update: Uint8Array }[] = [];
  const flawed: Aside[] = [];
  let unread = 0;
  const breathe = breathing();
  for (const [key, value] of kept.segments) {
    await breathe();
    const update = fromStored(value);
    if (update) segments.push({ key, update });
    // Its bytes may come back another day: it stays where it is.
    else if (value === undefined) unread += 1;
    else flawed.push({ from: 'segments', key, value });
  }
  const values = new Map(kept.updates);
  for (const key of journal.bad) flawed.push({ from: 'updates', key, value: values.get(key) });
  for (const value of journal.damaged) flawed.push({ from: 'updates', key: -1, value });
  const history = {
    generation: kept.generation,
    segments,
    journal,
    keys: [...values.keys()],
    aside: kept.aside + unread,
  };
  const broken = journal.bad.length + journal.damaged.length > 0 || journal.torn;
  if (flawed.length === 0 && !broken) return { history, change: undefined };
  const gone = flawed.filter(({ from }) => from === 'segments').map(({ key }) => ({ key }));
  return {
    history,
    change: {
      journal: broken ? { only: journal.entries } : { without: new Set() },
      segments: gone,
      aside: flawed,
    },
  };
};

interface Kept {
  readonly generation: number;
  readonly aside: number;
  readonly updates: Records;
  readonly segments: Records;
}

/** One transaction: what a fold moves is seen once, in the journal or in a segment. */
const recordsAtOnce = async (db: PlanDb, which: Segments): Promise<Kept> => {
  const transaction = heard(db.transaction(['updates', 'segments', 'meta', 'aside']));
  const updates = transaction.objectStore('updates');
  const segments = transaction.objectStore('segments');
  const last = which === 'last' ? await segments.openKeyCursor(null, 'prev') : null;
  const range =
    which === 'all' ? undefined : last ? IDBKeyRange.only(last.key) : IDBKeyRange.upperBound(-1);
  const [generation, aside, updateKeys, updateValues, segmentKeys, segmentValues] =
    await Promise.all([
      transaction.objectStore('meta').get('generation'),
      transaction.objectStore('aside').count(),
      updates.getAllKeys(),
      updates.getAll(),
      segments.getAllKeys(range),
      segments.getAll(range),
      transaction.done,
    ]);
  return {
    generation: Number(generation ?? 0),
    aside,
    updates: updateKeys.map((key, at) => [key, updateValues[at]] as const),
    segments: segmentKeys.map((key, at) => [key, segmentValues[at]] as const),
  };
};

/** What browsers throw for a value whose bytes are gone (large ones are files of their own). */
const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && ['DataError', 'NotReadableError'].includes(error.name);

/** A value that cannot be read ends its transaction, so each is read in its own; such a one is `undefined`. */
const recordsOneByOne = async (db: PlanDb, which: Segments): Promise<Kept> => {
  const read = async (store: 'updates' | 'segments', keys: readonly number[]) => {
    const records: [key: number, value: unknown][] = [];
    for (const key of keys) {
      const value = await db.get(store, key).catch((error: unknown) => {
        if (!isUnreadable(error)) throw error;
      });
      records.push([key, value]);
    }
    return records;
  };
  const generation = Number((await db.get('meta', 'generation')) ?? 0);
  const segmentKeys = await db.getAllKeys('segments');
  const asked = { all: segmentKeys, last: segmentKeys.slice(-1), none: [] }[which];
  const kept = {
    generation,
    aside: await db.count('aside'),
    updates: await read('updates', await db.getAllKeys('updates')),
    segments: await read('segments', asked),
  };
  if (Number((await db.get('meta', 'generation')) ?? 0) === generation) return kept;
  return recordsOneByOne(db, which);
};

/** What to change in history, as one. */
export interface Change {
  /** The journal without some entries, or made anew with these only. */
  readonly journal: { readonly without: ReadonlySet<string> } | { readonly only: readonly Entry[] };
  /** Segments by key: to put, or to delete where there are no bytes. */
  readonly segments: readonly { readonly key: number; readonly stored?: Uint8Array }[];
  /** Records to put aside. */
  readonly aside?: readonly Aside[];
  /** True: everything that is in no list of this change goes, put aside or not. */
  readonly replaceAll?: boolean;
}

/**
 * Changes history in one durable transaction: a kill leaves the old or the new. Entries that others
 * appended since it was read stay.
 *
 * @returns the journal's new state; `undefined`: another tab changed history meanwhile, nothing happened
 */
export const changeHistory = async (
  db: PlanDb,
  before: History,
  change: Change,
  patience: number,
): Promise<Uint8Array | undefined> => {
  const transaction = db.transaction(['updates', 'segments', 'meta', 'aside'], 'readwrite', {
    durability: 'strict',
  });
  const done = transaction.done.then(
    () => true,
    (error: unknown) => error,
  );
  const work = async (): Promise<Uint8Array | undefined> => {
    const updates = transaction.objectStore('updates');
    const meta = transaction.objectStore('meta');
    const [generation = 0, keys] = await Promise.all([
      meta.get('generation'),
      updates.getAllKeys(),
    ]);
    const state =
      generation === before.generation && before.keys.every((key, at) => keys[at] === key)
        ? await newJournal(before, change, keys, (range) => updates.getAll(range))
        : undefined;
    if (!state) {
      transaction.abort();
      await done;
      return undefined;
    }
    const segments = transaction.objectStore('segments');
    const aside = transaction.objectStore('aside');
    await Promise.all([
      updates.clear(),
      updates.add(state),
      ...(change.replaceAll ? [segments.clear(), aside.clear()] : []),
      ...change.segments.map(({ key, stored }) =>
        stored ? segments.put(stored, key) : segments.delete(key),
      ),
      ...(change.aside ?? []).map((one) => aside.add(one)),
      meta.put(before.generation + 1, 'generation'),
    ]);
    const end = await done;
    if (end !== true) throw end;
    return state;
  };
  return within(
    patience,
    work().catch(async (error: unknown) => {
      // The transaction knows best why it ended (a full device shows only there).
      const end = await done;
      throw end instanceof Error || end instanceof DOMException ? end : error;
    }),
  );
};

const newJournal = async (
  before: History,
  change: Change,
  keys: readonly number[],
  read: (range: IDBKeyRange) => Promise<unknown[]>,
): Promise<Uint8Array | undefined> => {
  const newer = keys.length > before.keys.length;
  if ('only' in change.journal) return newer ? undefined : freshJournal(change.journal.only);
  const { doc } = before.journal;
  if (newer) {
    try {
      const added = await read(IDBKeyRange.lowerBound(keys[before.keys.length]));
      for (const update of added) Y.applyUpdate(doc, update as Uint8Array);
    } catch {
      return undefined;
    }
  }
  dropEntries(doc, change.journal.without);
  return Y.encodeStateAsUpdate(doc);
};
