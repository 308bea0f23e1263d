import { openDB, type IDBPDatabase } from 'idb';
import { decodeAny } from 'lib0/buffer';
import { openEntries } from '../../../src/lib/vault/entries';
import { readJournal } from '../../../src/lib/vault/journalDoc';
import { openSegments } from '../../../src/lib/vault/openSegments';
import type { Aside } from '../../../src/lib/vault/planDatabase';
import { sealOf } from '../../../src/lib/vault/stored';

/** The database of a document as somebody else on the device could open it. */
export const openRaw = (id = 'vega'): Promise<IDBPDatabase> => openDB(`lived-plan:${id}`);

/** Does something to it, and lets go. */
export const onRaw = async <T>(work: (db: IDBPDatabase) => Promise<T>, id = 'vega'): Promise<T> => {
  const db = await openRaw(id);
  try {
    return await work(db);
  } finally {
    db.close();
  }
};

/** Does something to the database of the device's own values and keys, and lets go. */
export const onDevice = async <T>(work: (db: IDBPDatabase) => Promise<T>): Promise<T> => {
  const db = await openDB('lived-plan');
  try {
    return await work(db);
  } finally {
    db.close();
  }
};

const textOf = (value: unknown): string => {
  if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value));
  if (value instanceof Uint8Array)
    return `${new TextDecoder('latin1').decode(value)}\n${new TextDecoder('utf-16le').decode(value)}`;
  if (value instanceof CryptoKey) return '';
  if (typeof value === 'object' && value !== null)
    return Object.entries(value)
      .map(([key, one]) => `${key}\n${textOf(one)}`)
      .join('\n');
  return String(value);
};

/** All bytes in all databases, as text: what a search of the disk would find. */
export const textOnDisk = async (): Promise<string> => {
  const text: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await openDB(name);
    for (const store of db.objectStoreNames)
      text.push(textOf(await db.getAllKeys(store)), textOf(await db.getAll(store)));
    db.close();
  }
  return text.join('\n');
};

/** All words that are kept of a document, as who has the device's key can read them, in whatever record. */
export const textOpened = async (id = 'vega'): Promise<string> => {
  const key: unknown = await onDevice((db) => db.get('keys', 'device'));
  const seal = sealOf(key instanceof CryptoKey ? key : undefined, `lived-plan:${id}`);
  const { updates, segments, aside } = await onRaw(
    async (db) => ({
      updates: (await db.getAll('updates')) as unknown[],
      segments: (await db.getAll('segments')) as unknown[],
      aside: (await db.getAll('aside')) as Aside[],
    }),
    id,
  );
  // Each record by itself: what a later one deletes still stands in an earlier one.
  const text = await Promise.all([
    ...updates.map(async (value) => {
      const { written } = await openEntries(readJournal([[0, value]]).found, seal);
      return textOf(written);
    }),
    ...segments.map(async (value) => textOf((await openSegments([[0, value]], seal)).segments)),
    ...aside.map(async ({ value }) => {
      const opened = await seal.open(value, 'aside');
      return textOf(opened ? decodeAny(opened.content) : value);
    }),
  ]);
  return text.join('\n');
};
