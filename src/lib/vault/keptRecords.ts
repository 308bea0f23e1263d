import { heard, type Aside, type PlanDb } from './planDatabase';

export type Records<T = unknown> = readonly (readonly [key: number, value: T])[];
/** Which folded records are read. Only who reads all of them reads what was put aside. */
export type Which = 'all' | 'last' | 'none';

/** What lies in a document's database, as it is. */
export interface Kept {
  readonly generation: number;
  /** How many records were put aside. */
  readonly aside: number;
  readonly asides: Records<Aside>;
  readonly updates: Records;
  /** A value that could not be read is `undefined`. */
  readonly segments: Records;
}

/** Reads it; what cannot be read hides nothing else. */
export const keptRecords = (db: PlanDb, which: Which): Promise<Kept> =>
  recordsAtOnce(db, which).catch((error: unknown) => {
    if (!isUnreadable(error)) throw error;
    return recordsOneByOne(db, which);
  });

/** One transaction: what a fold moves is seen once, in the journal or in a segment. */
const recordsAtOnce = async (db: PlanDb, which: Which): Promise<Kept> => {
  const transaction = heard(db.transaction(['updates', 'segments', 'meta', 'aside']));
  const updates = transaction.objectStore('updates');
  const segments = transaction.objectStore('segments');
  const last = which === 'last' ? await segments.openKeyCursor(null, 'prev') : null;
  const range =
    which === 'all' ? undefined : last ? IDBKeyRange.only(last.key) : IDBKeyRange.upperBound(-1);
  const aside = transaction.objectStore('aside');
  const [generation, asideKeys, asideValues, updateKeys, updateValues, segmentKeys, segmentValues] =
    await Promise.all([
      transaction.objectStore('meta').get('generation'),
      aside.getAllKeys(),
      which === 'all' ? aside.getAll() : [],
      updates.getAllKeys(),
      updates.getAll(),
      segments.getAllKeys(range),
      segments.getAll(range),
      transaction.done,
    ]);
  return {
    generation: Number(generation ?? 0),
    aside: asideKeys.length,
    asides: asideValues.map((value, at) => [asideKeys[at] as number, value] as const),
    updates: updateKeys.map((key, at) => [key, updateValues[at]] as const),
    segments: segmentKeys.map((key, at) => [key, segmentValues[at]] as const),
  };
};

/** What browsers throw for a value whose bytes are gone (large ones are files of their own). */
const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && ['DataError', 'NotReadableError'].includes(error.name);

/** A value that cannot be read ends its transaction, so each is read in its own; such a one is `undefined`. */
const recordsOneByOne = (db: PlanDb, which: Which): Promise<Kept> =>
  unchanged(db, async (generation) => {
    const segmentKeys = await db.getAllKeys('segments');
    const asked = { all: segmentKeys, last: segmentKeys.slice(-1), none: [] }[which];
    return {
      generation,
      aside: await db.count('aside'),
      // They wait for a day on which all can be read.
      asides: [],
      updates: await oneByOne(db, 'updates', await db.getAllKeys('updates')),
      segments: await oneByOne(db, 'segments', asked),
    };
  });

const oneByOne = async (
  db: PlanDb,
  store: 'updates' | 'segments' | 'envelopes',
  keys: readonly number[],
): Promise<Records> => {
  const records: [key: number, value: unknown][] = [];
  for (const key of keys) {
    const value = await db.get(store, key).catch((error: unknown) => {
      if (!isUnreadable(error)) throw error;
    });
    records.push([key, value]);
  }
  return records;
};

/** Reads in several transactions, and again if history changed between them. */
const unchanged = async <T>(db: PlanDb, read: (generation: number) => Promise<T>): Promise<T> => {
  const generation = Number((await db.get('meta', 'generation')) ?? 0);
  const kept = await read(generation);
  if (Number((await db.get('meta', 'generation')) ?? 0) === generation) return kept;
  return unchanged(db, read);
};

/** All kept envelopes: in chunks, oldest first, and in the journal. */
export interface KeptEnvelopes {
  /** A chunk that could not be read is `undefined`. */
  readonly chunks: readonly unknown[];
  readonly updates: Records;
}

/** Reads them; what cannot be read hides nothing else. */
export const keptEnvelopes = (db: PlanDb): Promise<KeptEnvelopes> =>
  envelopesAtOnce(db).catch((error: unknown) => {
    if (!isUnreadable(error)) throw error;
    return unchanged(db, async () => {
      const chunks = await oneByOne(db, 'envelopes', await db.getAllKeys('envelopes'));
      const updates = await oneByOne(db, 'updates', await db.getAllKeys('updates'));
      return { chunks: chunks.map(([, chunk]) => chunk), updates };
    });
  });

/** One transaction: what a fold moves is seen once, in the journal or in a chunk. */
const envelopesAtOnce = async (db: PlanDb): Promise<KeptEnvelopes> => {
  const transaction = heard(db.transaction(['updates', 'envelopes']));
  const updates = transaction.objectStore('updates');
  const [chunks, keys, values] = await Promise.all([
    transaction.objectStore('envelopes').getAll(),
    updates.getAllKeys(),
    updates.getAll(),
    transaction.done,
  ]);
  return { chunks, updates: keys.map((key, at) => [key, values[at]] as const) };
};
