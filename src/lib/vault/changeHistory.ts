import * as Y from 'yjs';
import type { History } from './history';
import { dropEntries, freshJournal, type Entry } from './journalDoc';
import type { Aside, PlanDb } from './planDatabase';
import { within } from './within';

/** What to change in history, as one. */
export interface Change {
  /** The journal without some entries, or made anew with these only. */
  readonly journal: { readonly without: ReadonlySet<string> } | { readonly only: readonly Entry[] };
  /** Segments by key: to put, or to delete where there are no bytes. */
  readonly segments: readonly { readonly key: number; readonly stored?: Uint8Array }[];
  /** Stored envelopes of entries that the journal loses. What is kept of them stays, whatever else goes. */
  readonly envelopes?: readonly Uint8Array[];
  /** Records to put aside; with a key, in the place of one that is there. */
  readonly aside?: readonly { readonly key?: number; readonly one: Aside }[];
  /** True: everything but envelopes that is in no list of this change goes, put aside or not. */
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
  const transaction = db.transaction(
    ['updates', 'segments', 'envelopes', 'meta', 'aside'],
    'readwrite',
    { durability: 'strict' },
  );
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
    const envelopes = transaction.objectStore('envelopes');
    await Promise.all([
      updates.clear(),
      updates.add(state),
      ...(change.replaceAll ? [segments.clear(), aside.clear()] : []),
      ...change.segments.map(({ key, stored }) =>
        stored ? segments.put(stored, key) : segments.delete(key),
      ),
      ...(change.envelopes ?? []).map((chunk) => envelopes.add(chunk)),
      ...(change.aside ?? []).map(({ key, one }) => aside.put(one, key)),
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
