import { openDB } from 'idb';
import { crc32 } from 'node:zlib';
import * as Y from 'yjs';
import type { Value } from '../../../src/lib/vault/port';

/** The bytes that the version before sealing stored for an update: CRC-32, then the update. */
const stored = (update: Uint8Array): Uint8Array => {
  const bytes = new Uint8Array(4 + update.length);
  new DataView(bytes.buffer).setUint32(0, crc32(update));
  bytes.set(update, 4);
  return bytes;
};

/** What that version kept of a document. */
export interface EarlierDocument {
  /** Updates that were folded, a list for each segment. */
  readonly segments: readonly (readonly Uint8Array[])[];
  /** Updates of the journal. */
  readonly journal: readonly Uint8Array[];
  /** What was put aside, as it was found. */
  readonly aside: readonly unknown[];
}

/** Puts a document into this browser as the version before sealing did. */
export const keepDocumentAsEarlier = async (
  id: string,
  { segments, journal, aside }: EarlierDocument,
): Promise<void> => {
  const db = await openDB(`lived-plan:${id}`, 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('updates', { autoIncrement: true });
      fresh.createObjectStore('custom');
      fresh.createObjectStore('segments');
      fresh.createObjectStore('meta');
      fresh.createObjectStore('aside', { autoIncrement: true });
    },
  });
  await db.put('meta', 'ab12cd34ef56gh78', 'born');
  await db.put('meta', 3, 'generation');
  await db.put('meta', 7, 'beat');
  for (const [key, updates] of segments.entries())
    await db.put('segments', stored(Y.mergeUpdates([...updates])), key);
  for (const value of aside) await db.add('aside', { from: 'updates', key: -1, value });
  const doc = new Y.Doc();
  const records: Uint8Array[] = [Y.encodeStateAsUpdate(doc)];
  doc.on('update', (record: Uint8Array) => records.push(record));
  for (const [at, update] of journal.entries())
    doc.getArray('entries').push([{ n: at + 1, by: 'earlier', bytes: stored(update) }]);
  for (const record of records) await db.add('updates', record);
  db.close();
};

/** Puts small values into this browser as the version before sealing did. */
export const keepValuesAsEarlier = async (values: Record<string, Value>): Promise<void> => {
  const db = await openDB('lived-plan', 1, {
    upgrade: (fresh) => void fresh.createObjectStore('values'),
  });
  for (const [name, value] of Object.entries(values)) await db.put('values', value, name);
  db.close();
};
