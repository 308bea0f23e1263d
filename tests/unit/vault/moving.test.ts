import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Value, Vault } from '../../../src/lib/vault/port';
import { keepDocumentAsEarlier, keepValuesAsEarlier } from './earlierVersion';
import { newBrowser } from './fakeBrowser';
import { killableBrowser } from './killableBrowser';
import { hearOnlyTheLiving } from './ofTheDead';
import { onDevice, onRaw, textOnDisk, textOpened } from './rawDatabase';
import { expectCausalOrder, loaded, readWords, writeWords } from './vaultContract';

hearOnlyTheLiving(beforeAll, afterAll);
afterEach(() => {
  vi.restoreAllMocks();
});

const words = Array.from({ length: 30 }, (_, n) => `quietly ${n}`);
const values: Record<string, Value> = {
  device: 'phone',
  'plans/vega': { names: ['Marisol quietly', 'Ñusta'], open: true, last: null, count: 2 },
  'windows/vega': { glimpses: [{ html: '<p>quietly</p>' }] },
  'drafts/vega/try/s1': { input: { note: 'written quietly' } },
};

/** A device on which the version before sealing kept the Vegas' plan. */
const keepEarlierPlan = async (): Promise<void> => {
  const updates = writeWords(words);
  await keepValuesAsEarlier(values);
  await keepDocumentAsEarlier('vega', {
    segments: [updates.slice(0, 10), updates.slice(10, 20)],
    journal: updates.slice(20),
    aside: [new TextEncoder().encode('aside quietly'), { n: 1, bytes: 'broken quietly' }],
  });
};

const open = async (tab: () => Promise<Vault>) => {
  const vault = await tab();
  const store = await vault.open('vega');
  onTestFinished(async () => {
    await store.close();
    await vault.close();
  });
  return { vault, store };
};

/** All of it is here, for a page that opens it now, and none of it lies there unsealed. */
const expectMoved = async (tab: () => Promise<Vault>): Promise<void> => {
  const { vault, store } = await open(tab);
  const updates: Uint8Array[] = [];
  const { damaged } = await store.load((some) => updates.push(...some));
  expect(damaged).toBe(2);
  expectCausalOrder(updates);
  expect(readWords(updates)).toEqual(words);
  for (const [name, value] of Object.entries(values)) expect(await vault.get(name)).toEqual(value);
  expect(await textOnDisk()).not.toMatch(/quietly|Marisol|usta/);
  const opened = await textOpened();
  expect(opened).toContain('aside quietly');
  expect(opened).toContain('broken quietly');
};

describe('VAU1 a plan that an earlier version kept', () => {
  test('is there, all of it, and nothing of it lies on the device unsealed any more', async () => {
    const tab = newBrowser();
    await keepEarlierPlan();
    expect(await textOnDisk()).toContain('quietly 3');
    await expectMoved(tab);
    await store70(tab);
    expect(await onDevice((db) => db.get('keys', 'unsealed'))).toBeUndefined();
  });

  test('moves in two tabs that open it at once, and both go on writing', async () => {
    const tab = newBrowser();
    await keepEarlierPlan();
    const [here, there] = await Promise.all([open(tab), open(tab)]);
    const [mine, theirs] = await Promise.all([loaded(here.store), loaded(there.store)]);
    expect(readWords(mine)).toEqual(words);
    expect(readWords(theirs)).toEqual(words);
    await here.store.append(writeWords(['mine'], 8)[0] as Uint8Array);
    await there.store.append(writeWords(['theirs'], 9)[0] as Uint8Array);
    const all = readWords(await loaded((await open(tab)).store));
    expect(all.toSorted()).toEqual([...words, 'mine', 'theirs'].toSorted());
    expect(await textOnDisk()).not.toMatch(/quietly|mine|theirs/);
  });

  test('opens as it is on a device that is too full to move it, and moves another day', async () => {
    const tab = newBrowser();
    await keepEarlierPlan();
    const put = IDBObjectStore.prototype.put;
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (
      this: IDBObjectStore,
      ...given: Parameters<IDBObjectStore['put']>
    ) {
      if (['segments', 'values'].includes(this.name))
        throw new DOMException('No space', 'QuotaExceededError');
      return put.apply(this, given);
    });
    const { vault, store } = await open(tab);
    expect(readWords(await loaded(store))).toEqual(words);
    expect(await vault.get('plans/vega')).toEqual(values['plans/vega']);
    full.mockRestore();
    await expectMoved(tab);
  });

  test('a value that another tab sets while it is moved is what that tab said', async () => {
    const tab = newBrowser();
    await keepEarlierPlan();
    const encrypt = crypto.subtle.encrypt.bind(crypto.subtle);
    let other: Promise<void> | undefined;
    vi.spyOn(crypto.subtle, 'encrypt').mockImplementation(async (...given) => {
      const sealed = await encrypt(...given);
      other ??= onDevice(async (db) => {
        for (const name of Object.keys(values)) await db.put('values', 'newer', name);
      });
      await other;
      return sealed;
    });
    const { vault } = await open(tab);
    expect(await vault.get('device')).toBe('newer');
  });

  test(
    'is whole after a kill before any one step of the move, and moves on then',
    { timeout: 120_000 },
    async () => {
      let step = 0;
      for (let killed = true; killed;) {
        step += 1;
        vi.restoreAllMocks();
        const browser = killableBrowser();
        await keepEarlierPlan();
        browser.killAt(step);
        const move = async () => {
          const vault = await browser.tab();
          const store = await vault.open('vega');
          await loaded(store);
          await store.close();
          await vault.close();
        };
        await Promise.race([
          move().catch((error: unknown) => {
            if (!browser.killed) throw error;
          }),
          browser.death,
        ]);
        killed = browser.killed;
        browser.startAgain();
        try {
          await expectMoved(browser.tab);
        } catch (error) {
          throw new Error(`killed before step ${step}`, { cause: error });
        }
      }
      expect(step).toBeGreaterThan(40);
    },
  );
});

/** It can be written on and folded as any other. */
const store70 = async (tab: () => Promise<Vault>): Promise<void> => {
  const { store } = await open(tab);
  await loaded(store);
  const more = writeWords(
    Array.from({ length: 70 }, (_, n) => `more ${n}`),
    8,
  );
  await Promise.all(more.map((one) => store.append(one)));
  await store.fold();
  expect(readWords(await loaded((await open(tab)).store))).toHaveLength(100);
  expect(await onRaw((db) => db.count('segments'))).toBe(2);
};
