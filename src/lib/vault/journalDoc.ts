import * as Y from 'yjs';

/** `n` and `by` order entries causally: a tab counts on from all it has seen. */
export interface EntryKey {
  readonly n: number;
  /** The tab that wrote it: random. */
  readonly by: string;
}

/** One update in the journal, as it is stored. */
export interface Entry extends EntryKey {
  /** Stored bytes (stored.ts). */
  readonly bytes: Uint8Array;
  /** Where, in what was stored, an envelope begins; absent where there is none. */
  readonly split?: number;
}

/** Same key, same entry. */
export const keyOf = (entry: EntryKey): string => `${entry.n}.${entry.by}`;

/** By what was seen (n), then by tab: total. */
export const inOrder = (a: EntryKey, b: EntryKey): number =>
  a.n - b.n || (a.by < b.by ? -1 : a.by > b.by ? 1 : 0);

/** The journal's own Y.Doc is a list of entries; folded ones are deleted from it and leave next to nothing. */
export const listOf = (doc: Y.Doc): Y.Array<unknown> => doc.getArray('entries');

/** What the records that y-indexeddb keeps amount to. */
export interface JournalReading {
  /** All that could be applied. */
  readonly doc: Y.Doc;
  /** As they were found: in no order, and one may be there twice. */
  readonly found: readonly Entry[];
  /** Records that are no Yjs update. */
  readonly bad: readonly number[];
  /** Members of the list that are no entry. */
  readonly damaged: readonly unknown[];
  /** True if entries were found that Yjs cannot show, because a record before them is missing. */
  readonly torn: boolean;
}

/** Reads the records of a journal: by key, as y-indexeddb wrote them. Never throws. */
export const readJournal = (
  records: readonly (readonly [key: number, value: unknown])[],
): JournalReading => {
  const { doc, bad } = applied(records);
  const members: unknown[] = listOf(doc).toArray();
  const torn = doc.store.pendingStructs !== null;
  if (torn) {
    const good = records.filter(([key]) => !bad.includes(key));
    members.push(...good.flatMap(([, value]) => hidden(value as Uint8Array, doc)));
  }
  const found = members.filter(isEntry);
  return { doc, found, bad, damaged: members.filter((one) => !isEntry(one)), torn };
};

const applied = (records: readonly (readonly [key: number, value: unknown])[]) => {
  const bad: number[] = [];
  for (;;) {
    const doc = new Y.Doc();
    const before = bad.length;
    for (const [key, value] of records) {
      if (bad.includes(key)) continue;
      try {
        if (!(value instanceof Uint8Array)) throw new TypeError('not bytes');
        Y.applyUpdate(doc, value);
      } catch {
        bad.push(key);
      }
    }
    // A broken update may have been applied in part: begin again without it.
    if (bad.length === before) return { doc, bad };
    doc.destroy();
  }
};

/** The members of a record that Yjs holds back. */
const hidden = (update: Uint8Array, doc: Y.Doc): unknown[] =>
  Y.decodeUpdate(update).structs.flatMap((struct) =>
    struct instanceof Y.Item && struct.id.clock >= Y.getState(doc.store, struct.id.client)
      ? struct.content.getContent()
      : [],
  );

const isEntry = (value: unknown): value is Entry => {
  if (typeof value !== 'object' || value === null) return false;
  const { n, by, bytes, split } = value as Partial<Entry>;
  return (
    typeof n === 'number' &&
    typeof by === 'string' &&
    bytes instanceof Uint8Array &&
    (split === undefined || typeof split === 'number')
  );
};

/** A journal's whole state with these entries and no past. */
export const freshJournal = (entries: readonly Entry[]): Uint8Array => {
  const doc = new Y.Doc();
  if (entries.length > 0) listOf(doc).push([...entries]);
  return Y.encodeStateAsUpdate(doc);
};

/** Deletes entries from a journal; their bytes go with them. */
export const dropEntries = (doc: Y.Doc, keys: ReadonlySet<string>): void => {
  const list = listOf(doc);
  const drop = list.toArray().map((one) => isEntry(one) && keys.has(keyOf(one)));
  doc.transact(() => {
    for (let end = drop.length; end > 0; end -= 1) {
      if (!drop[end - 1]) continue;
      let start = end - 1;
      while (start > 0 && drop[start - 1]) start -= 1;
      list.delete(start, end - start);
      end = start + 1;
    }
  });
};
