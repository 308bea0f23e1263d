import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { StorageError, type DocumentStore, type Vault } from '../../../src/lib/vault/port';
import { newBrowser } from './fakeBrowser';
import { onRaw } from './rawDatabase';
import { envelope, envelopesOf, expectCausalOrder, loaded } from './vaultContract';

/** A tab: a document as a page holds it, kept by its store. */
class Tab {
  readonly doc = new Y.Doc();
  #writing: Promise<unknown>[] = [];

  private constructor(
    readonly vault: Vault,
    readonly store: DocumentStore,
  ) {}

  static async open(newTab: () => Promise<Vault>): Promise<Tab> {
    const vault = await newTab();
    const tab = new Tab(vault, await vault.open('vega'));
    const { doc, store } = tab;
    store.onArrived((all) => {
      for (const { update } of all) Y.applyUpdate(doc, update, 'stored');
    });
    await store.load((updates) => {
      for (const update of updates) Y.applyUpdate(doc, update, 'stored');
    });
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== 'stored')
        tab.#writing.push(store.append(update, envelope(`sealed ${tab.words.at(-1)}`)));
    });
    return tab;
  }

  get words(): string[] {
    return this.doc.getArray<string>('words').toArray();
  }

  async saved(): Promise<void> {
    await Promise.all(this.#writing.splice(0));
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.vault.close();
  }
}

type Step =
  | { readonly do: 'write'; readonly tab: number; readonly count: number; readonly wait: boolean }
  | { readonly do: 'fold' | 'rewrite' | 'reopen' | 'upgrade'; readonly tab: number };

const tabs = fc.nat({ max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      tab: tabs,
      count: fc.integer({ min: 1, max: 90 }),
      wait: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'fold' as const,
        'rewrite' as const,
        'reopen' as const,
        'upgrade' as const,
      ),
      tab: tabs,
    }),
  },
);

test('VAU1 VAU2 three tabs write, fold, rewrite, close and open in any order, and every saved word stays', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
      const newTab = newBrowser();
      const open = [await Tab.open(newTab), await Tab.open(newTab), await Tab.open(newTab)];
      try {
        const words: string[] = [];
        const folding: Promise<void>[] = [];
        for (const [at, one] of steps.entries()) {
          const tab = open[one.tab] as Tab;
          switch (one.do) {
            case 'write':
              for (let n = 0; n < one.count; n += 1) {
                words.push(`${at}/${n}`);
                tab.doc.getArray('words').push([`${at}/${n}`]);
              }
              if (one.wait) await tab.saved();
              break;
            case 'fold':
              folding.push(tab.store.fold());
              break;
            case 'rewrite':
              folding.push(tab.store.fold(() => [Y.encodeStateAsUpdate(tab.doc)]));
              break;
            case 'reopen':
              await tab.saved();
              await tab.close();
              open[one.tab] = await Tab.open(newTab);
              break;
            case 'upgrade':
              // Every connection is closed by the browser.
              await onRaw(async (db) => {
                const { version } = db;
                db.close();
                await new Promise<void>((resolve, reject) => {
                  const request = indexedDB.open('lived-plan:vega', version + 1);
                  request.onsuccess = () => {
                    request.result.close();
                    resolve();
                  };
                  request.onerror = () => reject(request.error ?? new Error('upgrade'));
                });
              });
          }
        }
        await Promise.all(open.map((tab) => tab.saved()));
        const folded = await Promise.allSettled(folding);
        for (const one of folded)
          if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(StorageError);
        await vi.waitFor(() => {
          for (const tab of open) expect(tab.words.toSorted()).toEqual(words.toSorted());
        });
        const last = await (await newTab()).open('vega');
        const updates = await loaded(last);
        expectCausalOrder(updates);
        expect((await envelopesOf(last)).toSorted()).toEqual(
          words.map((word) => `sealed ${word}`).toSorted(),
        );
        const doc = new Y.Doc();
        for (const update of updates) Y.applyUpdate(doc, update);
        expect(doc.getArray('words').toArray()).toEqual((open[0] as Tab).words);
        await last.close();
      } finally {
        // A run that fails leaves nobody behind who would write into the next one.
        for (const tab of open) await tab.close();
      }
    }),
  );
});
