import { describe, expect, onTestFinished, test, vi } from 'vitest';
import * as Y from 'yjs';
import {
  StorageError,
  type Arrived,
  type DocumentStore,
  type Vault,
} from '../../../src/lib/vault/port';

/** The updates of what another tab appended. */
export const updatesOf = (all: readonly Arrived[]): Uint8Array[] => all.map(({ update }) => update);

/** One device: every call opens the vault of another tab of it. */
export type NewDevice = () => Promise<() => Promise<Vault>>;

/** Words as one Yjs document writes them: one update each, each built on the one before. */
export const writeWords = (words: readonly string[], clientId = 7): Uint8Array[] => {
  const doc = new Y.Doc();
  doc.clientID = clientId;
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  for (const word of words) doc.getArray('words').push([word]);
  return updates;
};

/** The words in updates, as a document reads that applies them in this order; a hole would show. */
export const readWords = (updates: readonly Uint8Array[]): unknown[] => {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  expect(doc.store.pendingStructs).toBeNull();
  return doc.getArray('words').toArray();
};

/** Everything that a store hands over. */
export const loaded = async (store: DocumentStore): Promise<Uint8Array[]> => {
  const all: Uint8Array[] = [];
  await store.load((updates) => all.push(...updates));
  return all;
};

/** Checks that after each update nothing is missing before it: causal order. */
export const expectCausalOrder = (updates: readonly Uint8Array[]): void => {
  const doc = new Y.Doc();
  for (const update of updates) {
    Y.applyUpdate(doc, update);
    expect(doc.store.pendingStructs).toBeNull();
  }
};

/** Every envelope that a store keeps, as text. */
export const envelopesOf = async (store: DocumentStore): Promise<string[]> => {
  const all: string[] = [];
  const report = await store.envelopes((some) => {
    all.push(...some.map((one) => new TextDecoder().decode(one)));
  });
  expect(report).toEqual({ damaged: 0 });
  return all;
};

export const envelope = (text: string): Uint8Array => new TextEncoder().encode(text);

const includes = (updates: readonly Uint8Array[], text: string) =>
  updates.some((update) => new TextDecoder('latin1').decode(update).includes(text));

/** What every vault does, whatever it keeps things in. */
export const vaultContract = (name: string, newDevice: NewDevice): void => {
  const open = async (tab: () => Promise<Vault>, id = 'vega') => {
    const vault = await tab();
    const store = await vault.open(id);
    onTestFinished(async () => {
      await store.close();
      await vault.close();
    });
    return { vault, store };
  };

  describe(`${name}: documents`, () => {
    test('VAU1 a document that nobody wrote is empty and undamaged', async () => {
      const { store } = await open(await newDevice());
      const all: Uint8Array[] = [];
      expect(await store.load((updates) => all.push(...updates))).toEqual({ damaged: 0 });
      expect(all).toEqual([]);
    });

    test('VAU2 what Renee saved is there when the app opens again, in the order she wrote it', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await loaded(store);
      const words = ['wake', 'wash', 'walk'];
      for (const update of writeWords(words)) await store.append(update);
      await store.close();
      const again = await loaded((await open(tab)).store);
      expect(readWords(again)).toEqual(words);
      expectCausalOrder(again);
    });

    test('VAU2 a hundred updates appended at once keep their order', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await loaded(store);
      const words = Array.from({ length: 100 }, (_, n) => `word ${n}`);
      await Promise.all(writeWords(words).map((update) => store.append(update)));
      const again = await loaded((await open(tab)).store);
      expectCausalOrder(again);
      expect(readWords(again)).toEqual(words);
    });

    test('an update that the caller changes later is kept as it was given', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await loaded(store);
      const [update] = writeWords(['wake']) as [Uint8Array];
      const kept = store.append(update);
      update.fill(0);
      await kept;
      expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake']);
    });

    test('two documents of one device know nothing of each other', async () => {
      const tab = await newDevice();
      const { store } = await open(tab, 'vega');
      const { store: other } = await open(tab, 'bridgewell');
      await store.append(writeWords(['wake'])[0] as Uint8Array);
      expect(await loaded(other)).toEqual([]);
    });

    test('VAU6 Teo’s other tab hears what he wrote in this one, in order, and not his own echo', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      const there = await open(tab);
      const echo: Uint8Array[] = [];
      const heard: Uint8Array[] = [];
      here.store.onArrived((all) => echo.push(...updatesOf(all)));
      there.store.onArrived((all) => heard.push(...updatesOf(all)));
      await loaded(here.store);
      await loaded(there.store);
      const words = ['wake', 'wash', 'walk'];
      for (const update of writeWords(words)) await here.store.append(update);
      await vi.waitFor(() => expect(heard).toHaveLength(3));
      expect(readWords(heard)).toEqual(words);
      expect(echo).toEqual([]);
    });

    test('VAU6 whoever listens before loading misses nothing, whenever the other tab writes', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      await loaded(here.store);
      const words = Array.from({ length: 12 }, (_, n) => `word ${n}`);
      const updates = writeWords(words);
      for (const update of updates.slice(0, 4)) await here.store.append(update);
      const there = await open(tab);
      const all: Uint8Array[] = [];
      there.store.onArrived((arrived) => all.push(...updatesOf(arrived)));
      const writing = Promise.all(updates.slice(4).map((update) => here.store.append(update)));
      await there.store.load((batch) => all.push(...batch));
      await writing;
      await vi.waitFor(() => expect(readWords(all)).toEqual(words));
    });

    test('VAU6 what builds on another tab’s words comes after them when loaded', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      const there = await open(tab);
      const mine = new Y.Doc();
      const theirs = new Y.Doc();
      for (const [{ store }, doc] of [
        [here, mine],
        [there, theirs],
      ] as const) {
        store.onArrived((all) => {
          for (const update of updatesOf(all)) Y.applyUpdate(doc, update, 'tab');
        });
        await loaded(store);
        doc.on('update', (update: Uint8Array, origin: unknown) => {
          if (origin !== 'tab') void store.append(update);
        });
      }
      for (let turn = 0; turn < 10; turn += 1) {
        const doc = turn % 2 ? mine : theirs;
        const other = turn % 2 ? theirs : mine;
        doc.getArray('words').push([turn]);
        await vi.waitFor(() => expect(other.getArray('words').length).toBe(turn + 1));
      }
      const again = await loaded((await open(tab)).store);
      expectCausalOrder(again);
      expect(readWords(again)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    test('a listener that stopped hears nothing more', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      const there = await open(tab);
      const stopped = vi.fn();
      const heard = vi.fn();
      there.store.onArrived(stopped)();
      there.store.onArrived(heard);
      await here.store.append(writeWords(['wake'])[0] as Uint8Array);
      await vi.waitFor(() => expect(heard).toHaveBeenCalledOnce());
      expect(stopped).not.toHaveBeenCalled();
    });

    test('VAU1 a fold keeps every word and its order, and can be done again and again', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await loaded(store);
      const words = Array.from({ length: 300 }, (_, n) => `${n} ${'long '.repeat(100)}`);
      const updates = writeWords(words);
      for (const part of [updates.slice(0, 130), updates.slice(130, 220), updates.slice(220)]) {
        await Promise.all(part.map((update) => store.append(update)));
        await store.fold();
      }
      const again = await loaded((await open(tab)).store);
      expectCausalOrder(again);
      expect(readWords(again)).toEqual(words);
    });

    test('PLAN15 a rewrite leaves nothing of words that were erased, and what is written later stays', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await loaded(store);
      const doc = new Y.Doc();
      const appended: Promise<void>[] = [];
      doc.on('update', (update: Uint8Array) => appended.push(store.append(update)));
      for (let n = 0; n < 80; n += 1) doc.getArray('words').push([`secret ${n}`]);
      await Promise.all(appended);
      await store.fold();
      for (let n = 0; n < 5; n += 1) doc.getArray('words').push([`secret more ${n}`]);
      doc.getArray('words').delete(0, 85);
      doc.getArray('words').push(['kept']);
      await Promise.all(appended);
      await store.fold(() => [Y.encodeStateAsUpdate(doc)]);
      doc.getArray('words').push(['later']);
      await Promise.all(appended);
      const again = await loaded((await open(tab)).store);
      expect(readWords(again)).toEqual(['kept', 'later']);
      expect(includes(again, 'secret')).toBe(false);
    });

    test('PLAN15 a rewrite by one tab keeps what the other tab wrote', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      const there = await open(tab);
      const doc = new Y.Doc();
      here.store.onArrived((all) => {
        for (const update of updatesOf(all)) Y.applyUpdate(doc, update);
      });
      await loaded(here.store);
      await loaded(there.store);
      const words = Array.from({ length: 70 }, (_, n) => `word ${n}`);
      await Promise.all(writeWords(words).map((update) => there.store.append(update)));
      await there.store.fold();
      await here.store.fold(() => [Y.encodeStateAsUpdate(doc)]);
      expect(readWords(await loaded((await open(tab)).store))).toEqual(words);
    });

    test('PLAN15 a rewrite while the plan is still being loaded keeps all that Renee saved', async () => {
      const tab = await newDevice();
      const words = Array.from({ length: 300 }, (_, n) => `word ${n}`);
      const before = await open(tab);
      await loaded(before.store);
      await Promise.all(writeWords(words).map((update) => before.store.append(update)));
      const { store } = await open(tab);
      const doc = new Y.Doc();
      const take = (updates: readonly Uint8Array[]) => {
        for (const update of updates) Y.applyUpdate(doc, update);
        // A slow phone: the page gets to breathe between two batches.
        for (const until = performance.now() + 60; performance.now() < until;);
      };
      store.onArrived((all) => {
        for (const update of updatesOf(all)) Y.applyUpdate(doc, update);
      });
      await Promise.all([store.load(take), store.fold(() => [Y.encodeStateAsUpdate(doc)])]);
      // The other way round: what is rewritten is not held back for the load that begins meanwhile.
      await Promise.all([store.fold(() => [Y.encodeStateAsUpdate(doc)]), store.load(take)]);
      expect(readWords(await loaded((await open(tab)).store))).toEqual(words);
    });

    test('PLAN15 a page that was not given what is kept cannot put anything in its place', async () => {
      const tab = await newDevice();
      const before = await open(tab);
      await loaded(before.store);
      await before.store.append(writeWords(['wake'])[0] as Uint8Array);
      const { store } = await open(tab);
      await expect(store.fold(() => writeWords(['else'], 8))).rejects.toThrow();
      expect(readWords(await loaded((await open(tab)).store))).toEqual(['wake']);
    });

    test('LED5 an envelope is kept with its update, and comes back in the order it was kept', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      expect(await envelopesOf(store)).toEqual([]);
      await loaded(store);
      const words = ['wake', 'wash', 'walk'];
      const given = words.map((word) => envelope(`sealed ${word}`));
      const kept = writeWords(words).map((one, at) => store.append(one, given[at]));
      given[0]?.fill(0);
      await Promise.all(kept);
      await store.append(writeWords(['bare'], 8)[0] as Uint8Array);
      const again = (await open(tab)).store;
      expect(readWords(await loaded(again)).toSorted()).toEqual([...words, 'bare'].toSorted());
      expect(await envelopesOf(again)).toEqual(['sealed wake', 'sealed wash', 'sealed walk']);
      expect(await envelopesOf(store)).toEqual(['sealed wake', 'sealed wash', 'sealed walk']);
    });

    test('LED5 an envelope alone is kept, and no update is handed over for it', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      const there = await open(tab);
      await loaded(here.store);
      await loaded(there.store);
      const heard: (readonly [number, string | undefined])[] = [];
      there.store.onArrived((all) => {
        for (const { update, envelope: one } of all)
          heard.push([update.length, one && new TextDecoder().decode(one)]);
      });
      await here.store.append(new Uint8Array(), envelope('a record'));
      const [update] = writeWords(['wake']) as [Uint8Array];
      await here.store.append(update, envelope('an edit'));
      await here.store.append(writeWords(['wash'], 8)[0] as Uint8Array);
      await vi.waitFor(() => expect(heard).toHaveLength(3));
      expect(heard.slice(0, 2)).toEqual([
        [0, 'a record'],
        [update.length, 'an edit'],
      ]);
      expect(heard[2]?.[1]).toBeUndefined();
      const again = (await open(tab)).store;
      const taken: number[] = [];
      await again.load((updates) => taken.push(...updates.map(({ length }) => length)));
      expect(taken).toHaveLength(2);
      expect(taken).not.toContain(0);
      expect(await envelopesOf(again)).toEqual(['a record', 'an edit']);
    });

    test('LED5 a page that takes an empty history is asked to take nothing', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await store.append(new Uint8Array(), envelope('a record'));
      const take = vi.fn();
      await (await open(tab)).store.load(take);
      expect(take).not.toHaveBeenCalled();
    });

    test('LED5 PLAN15 folds and a rewrite leave all envelopes, in their order', async () => {
      const tab = await newDevice();
      const { store } = await open(tab);
      await loaded(store);
      const doc = new Y.Doc();
      const appended: Promise<void>[] = [];
      const expected: string[] = [];
      const write = (word: string) => {
        expected.push(`${word} ${'long '.repeat(400)}`);
        doc.getArray('words').push([word]);
      };
      doc.on('update', (update: Uint8Array) =>
        appended.push(store.append(update, envelope(expected.at(-1) as string))),
      );
      for (let n = 0; n < 150; n += 1) write(`secret ${n}`);
      appended.push(store.append(new Uint8Array(), envelope('a record')));
      expected.push('a record');
      await Promise.all(appended);
      await store.fold();
      for (let n = 0; n < 5; n += 1) write(`more ${n}`);
      await Promise.all(appended);
      expect(await envelopesOf(store)).toEqual(expected);
      doc.getArray('words').delete(0, 150);
      expected.push(expected.at(-1) as string);
      await Promise.all(appended);
      await store.fold(() => [Y.encodeStateAsUpdate(doc)]);
      write('later');
      await Promise.all(appended);
      const again = (await open(tab)).store;
      expect(await envelopesOf(again)).toEqual(expected);
      const updates = await loaded(again);
      expect(readWords(updates)).toEqual([
        'more 0',
        'more 1',
        'more 2',
        'more 3',
        'more 4',
        'later',
      ]);
      expect(includes(updates, 'secret')).toBe(false);
    });

    test('LED5 while others append and fold, envelopes are handed over once and none is missed', async () => {
      const tab = await newDevice();
      const here = await open(tab);
      const there = await open(tab);
      await loaded(here.store);
      await loaded(there.store);
      const updates = writeWords(Array.from({ length: 300 }, (_, n) => `word ${n}`));
      const kept: string[] = [];
      const writing = (async () => {
        for (const [n, update] of updates.entries()) {
          await there.store.append(update, envelope(`number ${n}`));
          kept.push(`number ${n}`);
          if (n % 70 === 69) await there.store.fold();
        }
      })();
      for (let done = false; !done;) {
        const before = [...kept];
        done = before.length === updates.length;
        const all = await envelopesOf(here.store);
        expect(all).toEqual(updates.slice(0, all.length).map((_, n) => `number ${n}`));
        expect(all.length).toBeGreaterThanOrEqual(before.length);
      }
      await writing;
    });

    test('a document that was removed is empty when opened again, and its open tab is told', async () => {
      const tab = await newDevice();
      const { vault, store } = await open(tab);
      await loaded(store);
      const troubles: unknown[] = [];
      store.onTrouble((trouble) => troubles.push(trouble));
      await store.append(writeWords(['wake'])[0] as Uint8Array);
      await vault.remove('vega');
      await vi.waitFor(() => expect(troubles).toEqual(['lost']));
      await expect(store.append(writeWords(['walk'])[0] as Uint8Array)).rejects.toEqual(
        new StorageError('lost'),
      );
      expect(await loaded((await open(tab)).store)).toEqual([]);
    });

    test('removing what was never there is no trouble', async () => {
      const vault = await (await newDevice())();
      await expect(vault.remove('nobody')).resolves.toBeUndefined();
      await vault.close();
    });
  });

  describe(`${name}: values`, () => {
    test('a value is what was set, absent ones are undefined, deleted ones too', async () => {
      const tab = await newDevice();
      const vault = await tab();
      expect(await vault.get('plans')).toBeUndefined();
      const value = { names: ['Teo', 'Ñusta'], open: true, last: null, count: 2 };
      await vault.set('plans', value);
      const other = await tab();
      expect(await other.get('plans')).toEqual(value);
      await other.delete('plans');
      expect(await vault.get('plans')).toBeUndefined();
      await vault.close();
      await other.close();
    });

    test('keys are those that begin so, sorted', async () => {
      const vault = await (await newDevice())();
      for (const key of ['draft/b', 'window/a', 'draft/a', 'draft', 'drafts'])
        await vault.set(key, 1);
      expect(await vault.keys('draft/')).toEqual(['draft/a', 'draft/b']);
      expect(await vault.keys('')).toEqual(['draft', 'draft/a', 'draft/b', 'drafts', 'window/a']);
      await vault.close();
    });

    test('another tab hears which value changed, this one does not', async () => {
      const tab = await newDevice();
      const here = await tab();
      const there = await tab();
      const echo = vi.fn();
      const heard: string[] = [];
      here.onChanged(echo);
      there.onChanged((key) => heard.push(key));
      await here.set('a', 1);
      await here.delete('b');
      await vi.waitFor(() => expect(heard).toEqual(['a', 'b']));
      expect(echo).not.toHaveBeenCalled();
      await here.close();
      await there.close();
    });

    test('CIR1 of key pairs that two tabs keep under one name the first stands, for both, and can be used but not taken out', async () => {
      const tab = await newDevice();
      const [here, there] = [await tab(), await tab()];
      const made = () =>
        crypto.subtle.generateKey({ name: 'Ed25519' }, false, [
          'sign',
          'verify',
        ]) as Promise<CryptoKeyPair>;
      expect(await here.keyPairs.get('circle/sign')).toBeUndefined();
      const pairs = await Promise.all([
        here.keyPairs.keep('circle/sign', await made()),
        there.keyPairs.keep('circle/sign', await made()),
      ]);
      const again = await tab();
      const kept = [...pairs, await again.keyPairs.get('circle/sign')] as CryptoKeyPair[];
      const words = envelope('words');
      const signatures = await Promise.all(
        kept.map(({ privateKey }) =>
          crypto.subtle.sign('Ed25519', privateKey, words as BufferSource),
        ),
      );
      for (const { publicKey } of kept)
        for (const signature of signatures)
          expect(
            await crypto.subtle.verify('Ed25519', publicKey, signature, words as BufferSource),
          ).toBe(true);
      for (const { privateKey } of kept)
        await expect(crypto.subtle.exportKey('pkcs8', privateKey)).rejects.toThrow();
      expect(await again.keyPairs.get('another/sign')).toBeUndefined();
      await here.keyPairs.delete('circle/sign');
      expect(await there.keyPairs.get('circle/sign')).toBeUndefined();
      for (const vault of [here, there, again]) await vault.close();
    });

    test('the browser’s answer on what it keeps is passed on, or said to be unknown', async () => {
      const vault = await (await newDevice())();
      expect(['kept', 'mayBeCleared', 'unknown']).toContain(await vault.persist());
      expect(Object.keys(await vault.state()).sort()).toEqual([
        'persisted',
        'quota',
        'sealed',
        'used',
      ]);
      await vault.close();
    });
  });
};
