import { afterEach, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { openEnvelopes, sealEnvelopes } from '../../../src/lib/vault/envelopes';
import { freshJournal, type Entry } from '../../../src/lib/vault/journalDoc';
import { StorageError, type Vault } from '../../../src/lib/vault/port';
import { sealOf } from '../../../src/lib/vault/stored';
import { fillDevice } from './fillDevice';
import { newBrowser } from './fakeBrowser';
import { onRaw } from './rawDatabase';
import { envelope, envelopesOf, loaded, readWords, writeWords } from './vaultContract';

afterEach(() => {
  vi.restoreAllMocks();
});

const open = async (tab: () => Promise<Vault>) => {
  const vault = await tab();
  const store = await vault.open('vega');
  onTestFinished(async () => {
    await store.close();
    await vault.close();
  });
  return store;
};

test('LED5 PLAN15 an envelope that waits for space while its update goes into a rewrite is kept when there is some', async () => {
  const tab = newBrowser({ answer: 10_000, again: 60_000 });
  const store = await open(tab);
  await loaded(store);
  const [wake, wash] = writeWords(['wake', 'wash']) as [Uint8Array, Uint8Array];
  await store.append(wake, envelope('sealed wake'));
  const full = fillDevice();
  await expect(store.append(wash, envelope('sealed wash'))).rejects.toEqual(
    new StorageError('full'),
  );
  full.mockRestore();
  await store.fold(() => [Y.mergeUpdates([wake, wash])]);
  await vi.waitFor(async () =>
    expect(await envelopesOf(store)).toEqual(['sealed wake', 'sealed wash']),
  );
  const again = await open(tab);
  expect(readWords(await loaded(again))).toEqual(['wake', 'wash']);
  expect(await envelopesOf(again)).toEqual(['sealed wake', 'sealed wash']);
});

test('LED5 a chunk that cannot be read hides no other, stays where it is, and is counted', async () => {
  const tab = newBrowser();
  const store = await open(tab);
  await loaded(store);
  const updates = writeWords(Array.from({ length: 140 }, (_, n) => `word ${n}`));
  for (const half of [updates.slice(0, 70), updates.slice(70)]) {
    await Promise.all(half.map((one) => store.append(one, envelope(`of ${half.length}`))));
    await store.fold();
  }
  const spoiled = await onRaw(async (db) => {
    const [key] = await db.getAllKeys('envelopes');
    const bytes = (await db.get('envelopes', key as number)) as Uint8Array;
    bytes[50] = (bytes[50] as number) ^ 1;
    await db.put('envelopes', bytes, key);
    return bytes;
  });
  let count = 0;
  expect(await store.envelopes((some) => (count += some.length))).toEqual({ damaged: 1 });
  expect(count).toBe(70);
  expect(await onRaw((db) => db.getAll('envelopes'))).toContainEqual(spoiled);
});

test('LED5 nobody can move the line between an update and its envelope', async () => {
  const tab = newBrowser();
  const store = await open(tab);
  await loaded(store);
  const [update] = writeWords(['wake']) as [Uint8Array];
  await store.append(update, envelope('sealed wake'));
  await onRaw(async (db) => {
    const doc = new Y.Doc();
    for (const record of (await db.getAll('updates')) as Uint8Array[]) Y.applyUpdate(doc, record);
    const [entry] = doc.getArray('entries').toArray() as Entry[];
    expect(entry?.split).toBe(update.length);
    await db.clear('updates');
    await db.add('updates', freshJournal([{ ...(entry as Entry), split: update.length + 3 }]));
  });
  const again = await open(tab);
  const words: Uint8Array[] = [];
  expect(await again.load((some) => words.push(...some))).toEqual({ damaged: 1 });
  expect(words).toEqual([]);
});

test('LED5 an entry that was folded and then written again is one envelope', async () => {
  const seal = sealOf(undefined, 'vega');
  const written = [1, 2].map((n) => ({
    n,
    by: 'phone',
    update: new Uint8Array(),
    envelope: envelope(`number ${n}`),
  }));
  const chunks = [...(await sealEnvelopes(written, seal)), ...(await sealEnvelopes(written, seal))];
  const all: string[] = [];
  await openEnvelopes({ chunks, updates: [] }, seal, (some) =>
    all.push(...some.map((one) => new TextDecoder().decode(one))),
  );
  expect(all).toEqual(['number 1', 'number 2']);
});

test('LED5 envelopes are gathered in chunks of some 64 kB, a larger one alone', async () => {
  const seal = sealOf(undefined, 'vega');
  const sizes = [30_000, 30_000, 30_000, 250_000, 10];
  const written = sizes.map((size, n) => ({
    n,
    by: 'phone',
    update: new Uint8Array(),
    envelope: new Uint8Array(size).fill(n),
  }));
  const chunks = await sealEnvelopes(written, seal);
  expect(chunks.map(({ length }) => Math.round(length / 10_000))).toEqual([6, 3, 25, 0]);
  const all: number[] = [];
  await openEnvelopes({ chunks, updates: [] }, seal, (some) =>
    all.push(...some.map(({ length }) => length)),
  );
  expect(all).toEqual(sizes);
});
