import { decodeAny } from 'lib0/buffer';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { Aside } from '../../../src/lib/vault/planDatabase';
import { StorageError, type Vault } from '../../../src/lib/vault/port';
import { sealOf } from '../../../src/lib/vault/stored';
import { newBrowser } from './fakeBrowser';
import { onDevice, onRaw, textOnDisk, textOpened } from './rawDatabase';
import { loaded, readWords, writeWords } from './vaultContract';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const open = async (tab: () => Promise<Vault>, id = 'vega') => {
  const vault = await tab();
  const store = await vault.open(id);
  onTestFinished(async () => {
    await store.close();
    await vault.close();
  });
  return { vault, store };
};

const update = (word: string): Uint8Array => writeWords([word])[0] as Uint8Array;
const deviceKey = () => onDevice((db) => db.get('keys', 'device')) as Promise<CryptoKey>;

/** A browser on plain http: no cryptography. */
const withoutCryptography = () => {
  const { getRandomValues } = crypto;
  vi.stubGlobal('crypto', { getRandomValues: getRandomValues.bind(crypto) });
};

/** A browser that can store no key. */
const withoutKeysOnDisk = () => {
  const put = IDBObjectStore.prototype.put;
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
    this: IDBObjectStore,
    ...given: Parameters<IDBObjectStore['put']>
  ) {
    if (given[0] instanceof CryptoKey)
      throw new DOMException('could not be cloned', 'DataCloneError');
    return put.apply(this, given);
  });
};

describe('VAU1 sealed', () => {
  test('no word of a plan lies in any database: not of the journal, of what was folded, put aside, or of small values', async () => {
    const tab = newBrowser();
    const { vault, store } = await open(tab);
    await loaded(store);
    const doc = new Y.Doc();
    const appended: Promise<void>[] = [];
    doc.on('update', (one: Uint8Array) => appended.push(store.append(one)));
    for (let n = 0; n < 70; n += 1) doc.getArray('words').push([`folded quietly ${n}`]);
    await Promise.all(appended);
    await store.fold();
    doc.getArray('words').push(['journal quietly']);
    await Promise.all(appended);
    await vault.set('plans/one', { names: ['Marisol quietly', 'Ñusta'] });
    await onRaw((db) => db.put('updates', 'rubbish quietly', 1_000));
    await loaded((await open(tab)).store);
    // What is searched is there.
    const opened = await textOpened();
    for (const word of ['folded quietly 3', 'journal quietly', 'rubbish quietly'])
      expect(opened).toContain(word);
    expect(await vault.get('plans/one')).toEqual({ names: ['Marisol quietly', 'Ñusta'] });
    const text = await textOnDisk();
    expect(text).toContain('plans/one');
    expect(text).not.toMatch(/quietly|Marisol|usta/);
    expect((await vault.state()).sealed).toBe(true);
  });

  test('the key cannot be taken out', async () => {
    await open(newBrowser());
    const key = await deviceKey();
    expect(key.algorithm).toMatchObject({ name: 'AES-GCM', length: 256 });
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
  });

  test('tabs that start at once agree on one key', async () => {
    const tab = newBrowser();
    const tabs = await Promise.all([open(tab), open(tab), open(tab)]);
    for (const [at, { vault, store }] of tabs.entries()) {
      await vault.set(`by/${at}`, at);
      await store.append(writeWords([`word ${at}`], at + 1)[0] as Uint8Array);
    }
    const { vault, store } = await open(tab);
    expect(await Promise.all(tabs.map((_, at) => vault.get(`by/${at}`)))).toEqual([0, 1, 2]);
    expect(readWords(await loaded(store)).sort()).toEqual(['word 0', 'word 1', 'word 2']);
  });

  test('the same words never look the same twice', async () => {
    await open(newBrowser());
    const seal = sealOf(await deviceKey(), 'vega');
    const [one, other] = [
      await seal.seal(update('wake'), 'entry'),
      await seal.seal(update('wake'), 'entry'),
    ];
    expect(one.slice(1)).not.toEqual(other.slice(1));
    expect(one.slice(1, 13)).not.toEqual(other.slice(1, 13));
  });

  test('what was sealed opens for its own document and purpose, as it was written, and for nothing else', async () => {
    await open(newBrowser());
    const key = await deviceKey();
    const sealed = await sealOf(key, 'vega').seal(update('wake'), 'entry');
    expect(await sealOf(key, 'vega').open(sealed, 'entry')).toEqual({
      content: update('wake'),
      sealed: true,
    });
    expect(await sealOf(key, 'vega').open(sealed, 'segment')).toBeUndefined();
    expect(await sealOf(key, 'bridgewell').open(sealed, 'entry')).toBeUndefined();
    for (const at of [0, 1, 12, 13, sealed.length - 1]) {
      const changed = sealed.map((byte, which) => (which === at ? byte ^ 1 : byte));
      expect(await sealOf(key, 'vega').open(changed, 'entry'), `byte ${at}`).toBeUndefined();
    }
    expect(await sealOf(key, 'vega').open(sealed.slice(0, -1), 'entry')).toBeUndefined();
  });

  test('a record that was put into another document is no word of it: it is put aside, and said', async () => {
    const tab = newBrowser();
    const { store } = await open(tab, 'vega');
    const { store: other } = await open(tab, 'bridgewell');
    await store.append(update('wake'));
    await other.append(writeWords(['else'], 9)[0] as Uint8Array);
    const records = (await onRaw((db) => db.getAll('updates'), 'bridgewell')) as unknown[];
    await onRaw(async (db) => {
      for (const record of records) await db.add('updates', record);
    });
    const words: Uint8Array[] = [];
    const report = await (await open(tab)).store.load((updates) => words.push(...updates));
    expect(readWords(words)).toEqual(['wake']);
    expect(report.damaged).toBe(1);
  });

  test('what cannot be opened is put aside as it was found', async () => {
    const tab = newBrowser();
    const { store } = await open(tab);
    await loaded(store);
    await Promise.all(
      writeWords(Array.from({ length: 70 }, (_, n) => `word ${n}`)).map((one) => store.append(one)),
    );
    await store.fold();
    const spoiled = await onRaw(async (db) => {
      const bytes = (await db.get('segments', 0)) as Uint8Array;
      bytes[40] = (bytes[40] as number) ^ 1;
      await db.put('segments', bytes, 0);
      return bytes;
    });
    await loaded((await open(tab)).store);
    const [aside] = (await onRaw((db) => db.getAll('aside'))) as Aside[];
    const seal = sealOf(await deviceKey(), 'lived-plan:vega');
    const opened = await seal.open(aside?.value, 'aside');
    expect(decodeAny(opened?.content as Uint8Array)).toEqual(spoiled);
  });

  test('a value that cannot be opened, or stands under another name, is there but says nothing', async () => {
    const tab = newBrowser();
    const { vault } = await open(tab);
    await vault.set('plans/one', { names: ['Teo'] });
    await vault.set('plans/two', { names: ['Renee'] });
    await onDevice(async (db) => {
      const one = (await db.get('values', 'plans/one')) as { bytes: ArrayBuffer };
      await db.put('values', one, 'plans/swapped');
      new Uint8Array(one.bytes)[3]! ^= 1;
      await db.put('values', one, 'plans/one');
    });
    expect(await vault.get('plans/one')).toBeNull();
    expect(await vault.get('plans/swapped')).toBeNull();
    expect(await vault.get('plans/two')).toEqual({ names: ['Renee'] });
  });

  test('what a fold finds broken and puts aside is sealed, too', async () => {
    const { store } = await open(newBrowser());
    await loaded(store);
    await onRaw((db) => db.put('updates', 'rubbish quietly', 1_000));
    await store.fold();
    expect(await onRaw((db) => db.count('aside'))).toBe(1);
    expect(await textOpened()).toContain('rubbish quietly');
    expect(await textOnDisk()).not.toContain('quietly');
  });

  test('values that are set, deleted and read without waiting are what was asked for last', async () => {
    const { vault } = await open(newBrowser());
    const long = 'long '.repeat(200);
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (...given) => {
      // What is long takes long.
      if (given[2].byteLength > 500) await new Promise((done) => setTimeout(done, 20));
      return encrypt(...given);
    });
    const done = [vault.set('a', long), vault.set('a', 'short')];
    const read = vault.get('a');
    done.push(vault.set('b', long), vault.delete('b'));
    const keys = vault.keys('');
    await Promise.all(done);
    expect(await read).toBe('short');
    expect(await keys).toEqual(['a']);
    expect(await vault.get('a')).toBe('short');
    expect(await vault.get('b')).toBeUndefined();
  });

  test('VAU3 where all storage was taken away, what the page brings back is sealed with a key that stays', async () => {
    const tab = newBrowser();
    const { vault, store } = await open(tab);
    await loaded(store);
    await store.append(update('wake'));
    await Promise.all(
      ['lived-plan', 'lived-plan:vega'].map(
        (name) =>
          new Promise((resolve) => {
            indexedDB.deleteDatabase(name).onsuccess = resolve;
          }),
      ),
    );
    await expect(vi.waitFor(() => store.append(update('walk')))).rejects.toEqual(
      new StorageError('lost'),
    );
    await store.fold(() => [update('wake')]);
    const again = await open(tab);
    expect(readWords(await loaded(again.store))).toEqual(['wake']);
    await vault.set('a', 1);
    expect(await again.vault.get('a')).toBe(1);
  });

  test('VAU3 where the small values alone were taken away, the key that the plans are sealed with comes back with the next one', async () => {
    const tab = newBrowser();
    const { vault, store } = await open(tab);
    await loaded(store);
    await store.append(update('wake'));
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('lived-plan').onsuccess = resolve;
    });
    await vault.set('a', 1);
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake']);
  });

  test('a tab in which an earlier version still runs is told to let go of a document', async () => {
    const tab = newBrowser();
    const earlier = new BroadcastChannel('lived-plan:vega');
    const heard: unknown[] = [];
    earlier.onmessage = ({ data }) => heard.push(data);
    const { store } = await open(tab);
    await loaded(store);
    await vi.waitFor(() => expect(heard).toEqual([{ kind: 'removed' }]));
    // And the app's own tabs are not.
    const there = await open(tab);
    await store.append(update('wake'));
    expect(readWords(await loaded(there.store))).toEqual(['wake']);
    earlier.close();
    expect(heard).toHaveLength(2);
  });
});

describe.each([
  ['has no cryptography', withoutCryptography],
  ['can keep no key', withoutKeysOnDisk],
])('VAU1 a browser that %s', (_, restrict) => {
  test('keeps what Teo writes, unsealed, says so, and seals it once it can', async () => {
    const tab = newBrowser();
    restrict();
    const { vault, store } = await open(tab);
    await loaded(store);
    const words = Array.from({ length: 80 }, (_unused, n) => `word ${n}`);
    const updates = writeWords(words);
    await Promise.all(updates.slice(0, 70).map((one) => store.append(one)));
    await store.fold();
    for (const one of updates.slice(70)) await store.append(one);
    await vault.set('plans/one', 'Marisol');
    expect((await vault.state()).sealed).toBe(false);
    const again = await open(tab);
    expect(readWords(await loaded(again.store))).toEqual(words);
    expect(await again.vault.get('plans/one')).toBe('Marisol');
    expect(await textOnDisk()).toMatch(/word 3[^]*word 75|Marisol/);

    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    const later = await open(tab);
    expect((await later.vault.state()).sealed).toBe(true);
    expect(readWords(await loaded(later.store))).toEqual(words);
    expect(await later.vault.get('plans/one')).toBe('Marisol');
    expect(await textOnDisk()).not.toMatch(/word|Marisol/);
  });
});
