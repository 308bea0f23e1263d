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
const recordsOneByOne = async (db: PlanDb, which: Which): Promise<Kept> => {
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
    // They wait for a day on which all can be read.
    asides: [],
    updates: await read('updates', await db.getAllKeys('updates')),
    segments: await read('segments', asked),
  };
  if (Number((await db.get('meta', 'generation')) ?? 0) === generation) return kept;
  return recordsOneByOne(db, which);
};
