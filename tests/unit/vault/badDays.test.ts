import { forceCloseDatabase } from 'fake-indexeddb';
import { openDB } from 'idb';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import { indexedDbVault } from '../../../src/lib/vault/indexedDbVault';
import { StorageError, type StorageTrouble, type Vault } from '../../../src/lib/vault/port';
import { newBrowser, quick } from './fakeBrowser';
import { fillDevice } from './fillDevice';
import { onRaw, openRaw, textOnDisk, textOpened } from './rawDatabase';
import { expectCausalOrder, loaded, readWords, updatesOf, writeWords } from './vaultContract';

const hasty = { answer: 60, again: 20 };

afterEach(() => {
  vi.restoreAllMocks();
});

const open = async (tab: () => Promise<Vault>) => {
  const vault = await tab();
  const store = await vault.open('vega');
  const troubles: (StorageTrouble | undefined)[] = [];
  store.onTrouble((trouble) => troubles.push(trouble));
  onTestFinished(async () => {
    await store.close();
    await vault.close();
  });
  return { vault, store, troubles };
};

/** A request that nobody ever answers. */
const neverAnswered = (): IDBOpenDBRequest => {
  const unheard = { value: () => {} };
  return Object.create(IDBOpenDBRequest.prototype, {
    addEventListener: unheard,
    removeEventListener: unheard,
  }) as IDBOpenDBRequest;
};

describe('VAU3 refused', () => {
  test('a browser without IndexedDB is said to refuse', async () => {
    vi.stubGlobal('indexedDB', undefined);
    onTestFinished(() => void vi.unstubAllGlobals());
    await expect(indexedDbVault(quick)).rejects.toEqual(new StorageError('refused'));
  });

  test('a browser that throws on opening is said to refuse', async () => {
    newBrowser();
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await expect(indexedDbVault(quick)).rejects.toEqual(new StorageError('refused'));
  });
});

describe('VAU3 full', () => {
  test('Teo hears that the device is full, keeps what was saved, and gets the rest saved when there is space', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    await loaded(store);
    const updates = writeWords(['wake', 'wash', 'walk', 'sleep']);
    await store.append(updates[0] as Uint8Array);
    const full = fillDevice();
    await expect(store.append(updates[1] as Uint8Array)).rejects.toEqual(new StorageError('full'));
    await expect(store.append(updates[2] as Uint8Array)).rejects.toEqual(new StorageError('full'));
    expect(troubles).toEqual(['full']);
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake']);
    full.mockRestore();
    await store.append(updates[3] as Uint8Array);
    expect(troubles).toEqual(['full', undefined]);
    const again = await loaded((await open(tab)).store);
    expectCausalOrder(again);
    expect(readWords(again)).toEqual(['wake', 'wash', 'walk', 'sleep']);
  });

  test('VAU6 what is safe on another device is heard of in other tabs at once, kept or not, and once', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    const there = await open(tab);
    const heard: Uint8Array[] = [];
    const together: number[] = [];
    there.store.onArrived((all) => {
      heard.push(...updatesOf(all));
      together.push(all.length);
    });
    for (const one of [store, there.store]) await loaded(one);
    const full = fillDevice();
    const [wake, wash] = writeWords(['wake', 'wash']) as [Uint8Array, Uint8Array];
    const kept = [store.append(wake, undefined, 'atOnce'), store.append(wash, undefined, 'atOnce')];
    for (const one of await Promise.allSettled(kept)) expect(one.status).toBe('rejected');
    await vi.waitFor(() => expect(readWords(heard)).toEqual(['wake', 'wash']));
    full.mockRestore();
    await vi.waitFor(() => expect(troubles).toEqual(['full', undefined]));
    await store.append(writeWords(['walk'], 8)[0] as Uint8Array);
    await vi.waitFor(() => expect(heard).toHaveLength(3));
    // What came at once is taken in, read and drawn once.
    expect(together).toEqual([2, 1]);
  });

  test('what could not be kept is kept by itself once there is space, though nobody writes again', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    await loaded(store);
    const full = fillDevice();
    await expect(store.append(writeWords(['wake'])[0] as Uint8Array)).rejects.toEqual(
      new StorageError('full'),
    );
    full.mockRestore();
    await vi.waitFor(() => expect(troubles).toEqual(['full', undefined]));
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake']);
  });

  test('a value that finds no space says so, and the old one stays', async () => {
    const { vault } = await open(newBrowser());
    await vault.set('draft', 'old');
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('No space', 'QuotaExceededError');
    });
    await expect(vault.set('draft', 'new')).rejects.toEqual(new StorageError('full'));
    expect(await vault.get('draft')).toBe('old');
  });
});

describe('VAU3 lost', () => {
  test('a connection that the browser closes is opened again, and Renee notices nothing', async () => {
    const tab = newBrowser();
    const connections = new Set<IDBDatabase>();
    const transaction = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...given: Parameters<IDBDatabase['transaction']>
    ) {
      connections.add(this);
      return transaction.apply(this, given);
    });
    const { store, troubles } = await open(tab);
    await loaded(store);
    const words = ['wake', 'wash', 'walk', 'sleep'];
    const updates = writeWords(words);
    for (const update of updates) {
      const kept = store.append(update);
      for (const db of connections) forceCloseDatabase(db as never);
      connections.clear();
      await kept;
    }
    expect(troubles).toEqual([]);
    expect(readWords(await loaded((await open(tab)).store))).toEqual(words);
  });

  // Found with three tabs that rewrite and a browser that closes: seed 2050278905, path 296:0.
  test('a connection that is closed three times in a row while a word is written keeps it, and nobody hears of it', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    await loaded(store);
    const [first, second] = writeWords(['wake', 'wash']) as [Uint8Array, Uint8Array];
    await store.append(first);
    let closings = 3;
    const transaction = IDBDatabase.prototype.transaction;
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function (
      this: IDBDatabase,
      ...given: Parameters<IDBDatabase['transaction']>
    ) {
      // The barrier behind a write, not y-indexeddb while it opens.
      if (String(given[0]) === 'updates,meta' && closings > 0) {
        closings -= 1;
        forceCloseDatabase(this as never);
      }
      return transaction.apply(this, given);
    });
    await store.append(second);
    expect(closings).toBe(0);
    expect(troubles).toEqual([]);
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake', 'wash']);
  });

  test('a newer app that changes the database gets it, and saving goes on', async () => {
    const tab = newBrowser();
    const { vault, store, troubles } = await open(tab);
    await loaded(store);
    const updates = writeWords(['wake', 'wash']);
    await store.append(updates[0] as Uint8Array);
    const { version } = await onRaw(async (db) => db);
    (await openDB('lived-plan:vega', version + 1)).close();
    await store.append(updates[1] as Uint8Array);
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake', 'wash']);
    (await openDB('lived-plan', 3)).close();
    await expect(vault.get('x')).rejects.toEqual(new StorageError('lost'));
    expect(troubles).toEqual([]);
  });

  test('storage deleted under an open plan is said, nothing half is written, and the page brings all of it back', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    await loaded(store);
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getArray('words').push(['wake']);
    await store.append(updates[0] as Uint8Array);
    await new Promise((resolve) => {
      indexedDB.deleteDatabase('lived-plan:vega').onsuccess = resolve;
    });
    await vi.waitFor(() => expect(troubles).toEqual(['lost']));
    doc.getArray('words').push(['wash']);
    await expect(store.append(updates[1] as Uint8Array)).rejects.toEqual(new StorageError('lost'));
    await expect(loaded(store)).rejects.toEqual(new StorageError('lost'));
    await store.fold(() => [Y.encodeStateAsUpdate(doc)]);
    expect(troubles).toEqual(['lost', undefined]);
    doc.getArray('words').push(['walk']);
    await store.append(updates[2] as Uint8Array);
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake', 'wash', 'walk']);
  });

  test('a plan that another tab removed does not come back by itself', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    const other = await tab();
    await loaded(store);
    await store.append(writeWords(['wake'])[0] as Uint8Array);
    await other.remove('vega');
    await vi.waitFor(() => expect(troubles).toEqual(['lost']));
    await vi.waitFor(() =>
      expect(store.fold(() => writeWords(['wake']))).rejects.toEqual(new StorageError('lost')),
    );
    const names = (await indexedDB.databases()).map(({ name }) => name);
    expect(names).not.toContain('lived-plan:vega');
    await other.close();
  });

  test('the database exchanged for an empty one while the page slept is noticed before anything is written', async () => {
    const tab = newBrowser();
    const { store, troubles } = await open(tab);
    await loaded(store);
    const updates = writeWords(['wake', 'wash']);
    await store.append(updates[0] as Uint8Array);
    await onRaw((db) => db.clear('meta'));
    await expect(store.append(updates[1] as Uint8Array)).rejects.toEqual(new StorageError('lost'));
    expect(troubles).toEqual(['lost']);
  });
});

describe('VAU3 silent', () => {
  test('a browser that never answers is given up', async () => {
    newBrowser();
    vi.spyOn(indexedDB, 'open').mockImplementation(neverAnswered);
    await expect(indexedDbVault(hasty)).rejects.toEqual(new StorageError('silent'));
  });

  test('a document whose database never answers is given up', async () => {
    const vault = await newBrowser(hasty)();
    vi.spyOn(indexedDB, 'open').mockImplementation(neverAnswered);
    await expect(vault.open('vega')).rejects.toEqual(new StorageError('silent'));
    await vault.close();
  });

  test('a write that hangs is said to, and is kept when storage answers again', async () => {
    const tab = newBrowser(hasty);
    const { store, troubles } = await open(tab);
    await loaded(store);
    const updates = writeWords(['wake', 'wash']);
    await store.append(updates[0] as Uint8Array);
    const release = await occupy();
    await expect(store.append(updates[1] as Uint8Array)).rejects.toEqual(
      new StorageError('silent'),
    );
    await expect(loaded(store)).rejects.toEqual(new StorageError('silent'));
    release();
    await vi.waitFor(() => expect(troubles).toEqual(['silent', undefined]));
    expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake', 'wash']);
  });

  test('removing a plan that somebody else holds open ends, says so, and leaves no word of it', async () => {
    const tab = newBrowser(hasty);
    const { store, vault } = await open(tab);
    await loaded(store);
    await store.append(writeWords(['secret'])[0] as Uint8Array);
    const holder = await openRaw();
    await expect(vault.remove('vega')).rejects.toEqual(new StorageError('silent'));
    expect(await holder.getAll('updates')).toEqual([]);
    holder.close();
    await vi.waitFor(async () =>
      expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
        'lived-plan:vega',
      ),
    );
  });
});

/** Holds every store of the database until released. */
const occupy = async (): Promise<() => void> => {
  const db = await openRaw();
  const transaction = db.transaction([...db.objectStoreNames], 'readwrite');
  let held = true;
  const hold = async () => {
    while (held) await transaction.objectStore('meta').get('born');
    await transaction.done;
    db.close();
  };
  void hold();
  return () => {
    held = false;
  };
};

describe('VAU3 damaged', () => {
  const written = async (tab: () => Promise<Vault>, words: readonly string[], fold = false) => {
    const vault = await tab();
    const store = await vault.open('vega');
    await loaded(store);
    const updates = writeWords(words);
    for (const update of updates) await store.append(update);
    if (fold) await store.fold();
    await store.close();
    await vault.close();
    return updates;
  };
  const damageOf = async (tab: () => Promise<Vault>) => {
    const { store } = await open(tab);
    const all: Uint8Array[] = [];
    const { damaged } = await store.load((updates) => all.push(...updates));
    return { store, all, damaged };
  };
  /** Keys of records that hold an entry. */
  const records = () =>
    onRaw(async (db) => {
      const [keys, values] = [await db.getAllKeys('updates'), await db.getAll('updates')];
      return keys.filter((_, at) => (values[at] as Uint8Array).length > 2) as number[];
    });

  test.each([
    ['cut short', (bytes: Uint8Array) => bytes.slice(0, bytes.length - 9)],
    ['zeroes', (bytes: Uint8Array) => bytes.map(() => 0xff)],
    ['no bytes at all', () => 'rubbish'],
    [
      'one bit turned',
      (bytes: Uint8Array) => bytes.map((b, at) => (at === bytes.length - 6 ? b ^ 4 : b)),
    ],
  ] as const)(
    'one record of the journal is %s: the others are read, and it is put aside',
    async (_, spoil) => {
      const tab = newBrowser();
      const updates = await written(tab, ['wake', 'wash', 'walk', 'sleep']);
      const key = (await records())[1] as number;
      await onRaw(async (db) => db.put('updates', spoil(await db.get('updates', key)), key));
      const { store, all, damaged } = await damageOf(tab);
      expect(damaged).toBe(1);
      expect(all).toEqual([updates[0], updates[2], updates[3]]);
      expect(await onRaw((db) => db.count('aside'))).toBe(1);
      // Saving goes on, and the damage is not forgotten.
      await store.append(updates[1] as Uint8Array);
      const again = await damageOf(tab);
      expect(again.damaged).toBe(1);
      expect(readWords(again.all)).toEqual(['wake', 'wash', 'walk', 'sleep']);
    },
  );

  test('a segment that was damaged is put aside, the rest is read, and a rewrite ends it', async () => {
    const tab = newBrowser();
    const words = Array.from({ length: 100 }, (_, n) => `${n} ${'long '.repeat(300)}`);
    await written(tab, words, true);
    const segments = await onRaw((db) => db.count('segments'));
    expect(segments).toBeGreaterThan(1);
    await onRaw(async (db) => {
      const bytes = (await db.get('segments', 1)) as Uint8Array;
      bytes[900] = (bytes[900] as number) ^ 1;
      await db.put('segments', bytes, 1);
    });
    const { store, all, damaged } = await damageOf(tab);
    expect(damaged).toBe(1);
    expect(all).toHaveLength(segments - 1);
    expect(await textOnDisk()).not.toContain('50 long');
    expect(await onRaw((db) => db.count('aside'))).toBe(1);
    await store.fold(() => writeWords(['new']));
    expect(await textOpened()).not.toContain('long');
    expect(await onRaw((db) => db.count('aside'))).toBe(0);
    expect((await damageOf(tab)).damaged).toBe(0);
  });

  test('a value that cannot even be read hides no other', async () => {
    const tab = newBrowser();
    const updates = await written(tab, ['wake', 'wash', 'walk']);
    const bad = (await records())[1] as number;
    const getAll = vi.spyOn(IDBObjectStore.prototype, 'getAll');
    const whole = IDBObjectStore.prototype.get;
    const fail = () => {
      throw new DOMException('Failed to read large IndexedDB value', 'DataError');
    };
    getAll.mockImplementation(function (this: IDBObjectStore) {
      return this.name === 'updates' ? fail() : whole.call(this, 'nothing');
    });
    const get = vi.spyOn(IDBObjectStore.prototype, 'get').mockImplementation(function (
      this: IDBObjectStore,
      key,
    ) {
      return this.name === 'updates' && key === bad ? fail() : whole.call(this, key);
    });
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...given: Parameters<IDBObjectStore['add']>
    ) {
      // It is gone now: the store can be read again.
      getAll.mockRestore();
      get.mockRestore();
      return add.apply(this, given);
    });
    const { all, damaged } = await damageOf(tab);
    expect(damaged).toBe(1);
    expect(all).toEqual([updates[0], updates[2]]);
  });

  test.each(['updates', 'custom', 'segments', 'aside'])(
    'the store "%s" is missing: it is made again and saving works',
    async (missing) => {
      const tab = newBrowser();
      await written(tab, ['wake']);
      const version = await onRaw(async (db) => db.version);
      const db = await openDB('lived-plan:vega', version + 1, {
        upgrade: (upgraded) => upgraded.deleteObjectStore(missing),
      });
      db.close();
      const { store } = await open(tab);
      await loaded(store);
      await store.append(writeWords(['walk'], 8)[0] as Uint8Array);
      expect(readWords(await loaded((await open(tab)).store))).toContain('walk');
    },
  );

  test('a journal repaired by one tab loses nothing that the other tab, which has it open, writes then', async () => {
    const tab = newBrowser();
    const updates = writeWords(['wake', 'wash', 'walk', 'sleep', 'sing']);
    const here = await open(tab);
    await loaded(here.store);
    for (const update of updates.slice(0, 3)) await here.store.append(update);
    const key = (await records())[0] as number;
    await onRaw((db) => db.put('updates', new Uint8Array([9, 9, 9]), key));
    const there = await damageOf(tab);
    expect(there.damaged).toBe(1);
    await here.store.append(updates[3] as Uint8Array);
    await here.store.append(updates[4] as Uint8Array);
    const { all } = await damageOf(tab);
    expect(readWords([updates[0] as Uint8Array, ...all])).toEqual([
      'wake',
      'wash',
      'walk',
      'sleep',
      'sing',
    ]);
  });
});

describe('VAU1 two tabs on one journal', () => {
  test('y-indexeddb trims under both tabs and nothing of the other is lost', async () => {
    const tab = newBrowser();
    const here = await open(tab);
    const there = await open(tab);
    await loaded(here.store);
    await loaded(there.store);
    const mine = writeWords(
      Array.from({ length: 520 }, (_, n) => `a${n}`),
      1,
    );
    const theirs = writeWords(
      Array.from({ length: 520 }, (_, n) => `b${n}`),
      2,
    );
    for (let n = 0; n < 520; n += 1) {
      await Promise.all([
        here.store.append(mine[n] as Uint8Array),
        there.store.append(theirs[n] as Uint8Array),
      ]);
    }
    await vi.waitFor(
      async () => expect(await onRaw((db) => db.count('updates'))).toBeLessThan(10),
      { timeout: 10_000, interval: 100 },
    );
    const [last] = writeWords(['last'], 3) as [Uint8Array];
    await here.store.append(last);
    const again = await loaded((await open(tab)).store);
    expectCausalOrder(again);
    expect(readWords(again)).toHaveLength(1041);
  });

  test('a journal that a hundred runs of the app wrote in stays small', async () => {
    const tab = newBrowser();
    const stays = await open(tab);
    await loaded(stays.store);
    const words: string[] = [];
    const doc = new Y.Doc();
    for (let run = 0; run < 100; run += 1) {
      const vault = await tab();
      const store = await vault.open('vega');
      await loaded(store);
      const updates: Uint8Array[] = [];
      const listen = (update: Uint8Array) => updates.push(update);
      doc.on('update', listen);
      for (let n = 0; n < 64; n += 1) {
        words.push(`${run} ${n}`);
        doc.getArray('words').push([`${run} ${n}`]);
      }
      doc.off('update', listen);
      await Promise.all(updates.map((update) => store.append(update)));
      await store.fold();
      await store.close();
      await vault.close();
      if (run % 10 === 0) await stays.store.append(writeWords([`stays ${run}`], 1000 + run)[0]!);
    }
    const journal = await onRaw(async (db) => {
      const values = (await db.getAll('updates')) as Uint8Array[];
      return values.reduce((sum, value) => sum + value.length, 0);
    });
    expect(journal).toBeLessThan(4_000);
    const again = readWords(await loaded((await open(tab)).store));
    expect(again.filter((word) => String(word).startsWith('stays'))).toHaveLength(10);
    expect(again.filter((word) => !String(word).startsWith('stays'))).toEqual(words);
  });
});
