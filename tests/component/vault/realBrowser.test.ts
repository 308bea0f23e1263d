import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { cdp } from 'vitest/browser';
import { deleteDB, openDB } from 'idb';
import * as Y from 'yjs';
import { indexedDbVault } from '../../../src/lib/vault/indexedDbVault';
import type { StorageTrouble } from '../../../src/lib/vault/port';
import { expectCausalOrder, loaded, readWords, writeWords } from '../../unit/vault/vaultContract';
import { emptyBrowser } from './emptyBrowser';

/** What of the DevTools protocol is used here. */
interface Protocol {
  send(method: string, parameters: object): Promise<unknown>;
}
const browser = cdp() as unknown as Protocol;
const { origin } = location;

const open = async (answer = 5_000) => {
  const vault = await indexedDbVault({ answer, again: 100 });
  const store = await vault.open('vega');
  const troubles: (StorageTrouble | undefined)[] = [];
  store.onTrouble((trouble) => troubles.push(trouble));
  onTestFinished(async () => {
    await store.close();
    await vault.close();
  });
  return { vault, store, troubles };
};

/** A browser looks at how much room there is only now and then: passes once it has seen that 3 MB are too much. */
const isFull = async (): Promise<void> => {
  const tried = await openDB<{ tried: { key: number; value: string } }>('tried', 1, {
    upgrade: (db) => void db.createObjectStore('tried'),
  });
  const wrote = tried.put('tried', 'w'.repeat(3_000_000), 1).then(
    () => true,
    () => false,
  );
  const hadRoom = await wrote;
  tried.close();
  await deleteDB('tried');
  expect(hadRoom).toBe(false);
};

beforeEach(emptyBrowser);
afterEach(async () => {
  await browser.send('Storage.overrideQuotaForOrigin', { origin });
});

describe('VAU3 in a real browser', () => {
  test('a full device is said, nothing saved is lost, and the rest is saved when there is space', async () => {
    await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_000_000 });
    await vi.waitFor(isFull, { timeout: 60_000, interval: 500 });
    const { store, troubles } = await open();
    await loaded(store);
    const words = ['wake', 'w'.repeat(3_000_000), 'walk'];
    const updates = writeWords(words);
    await store.append(updates[0] as Uint8Array);
    await expect(store.append(updates[1] as Uint8Array)).rejects.toMatchObject({ trouble: 'full' });
    expect(troubles).toEqual(['full']);
    expect(readWords(await loaded((await open()).store))).toEqual(['wake']);
    await browser.send('Storage.overrideQuotaForOrigin', { origin });
    // It goes on by itself when the browser has noticed.
    await vi.waitFor(() => expect(troubles).toEqual(['full', undefined]), { timeout: 14_000 });
    await store.append(updates[2] as Uint8Array);
    const again = await loaded((await open()).store);
    expectCausalOrder(again);
    expect(readWords(again)).toEqual(words);
  });

  test('site data cleared under an open plan is noticed, and the page brings all of it back', async () => {
    const { store, troubles } = await open();
    await loaded(store);
    const doc = new Y.Doc();
    const updates: Uint8Array[] = [];
    doc.on('update', (update: Uint8Array) => updates.push(update));
    doc.getArray('words').push(['wake']);
    await store.append(updates[0] as Uint8Array);
    await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    doc.getArray('words').push(['wash']);
    await expect(store.append(updates[1] as Uint8Array)).rejects.toMatchObject({ trouble: 'lost' });
    expect(troubles).toEqual(['lost']);
    await store.fold(() => [Y.encodeStateAsUpdate(doc)]);
    expect(troubles).toEqual(['lost', undefined]);
    expect(readWords(await loaded((await open()).store))).toEqual(['wake', 'wash']);
  });

  test('a connection that holds on keeps nobody waiting for ever', async () => {
    const { store, vault } = await open(300);
    await loaded(store);
    await store.append(writeWords(['secret'])[0] as Uint8Array);
    const holder = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('lived-plan:vega');
      request.onsuccess = () => resolve(request.result);
    });
    await expect(vault.remove('vega')).rejects.toMatchObject({ trouble: 'silent' });
    holder.close();
    await vi.waitFor(async () =>
      expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(
        'lived-plan:vega',
      ),
    );
  });

  test('a frame that is killed while it writes has lost nothing that it said was saved', async () => {
    const frame = document.createElement('iframe');
    const channel = new BroadcastChannel('killed-frame');
    const said: number[] = [];
    channel.onmessage = ({ data }: MessageEvent<number>) => said.push(data);
    // The runner wraps each dynamic import of a page it loads itself; a frame has to bring its own.
    frame.srcdoc = `<script type="module">
      globalThis.__vitest_browser_runner__ ??= { wrapDynamicImport: (bring) => bring() };
      const { indexedDbVault } = await import('${new URL('../../../src/lib/vault/indexedDbVault.ts', import.meta.url).pathname}');
      const { writeEndlessly } = await import('${new URL('./writeEndlessly.ts', import.meta.url).pathname}');
      await writeEndlessly(await indexedDbVault());
    </script>`;
    document.body.append(frame);
    await vi.waitFor(() => expect(said.length).toBeGreaterThan(150), { timeout: 20_000 });
    frame.remove();
    const saved = [...said];
    channel.close();
    const again = await loaded((await open()).store);
    expectCausalOrder(again);
    const words = readWords(again);
    expect(words).toEqual(Array.from({ length: words.length }, (_, n) => n));
    expect(words.length).toBeGreaterThanOrEqual(saved.length);
  });

  test('while one tab folds under its Web Lock, another that wants to leaves it alone, and a rewrite waits', async () => {
    const { store } = await open();
    await loaded(store);
    const updates = writeWords(Array.from({ length: 80 }, (_, n) => `word ${n}`));
    await Promise.all(updates.map((update) => store.append(update)));
    let release = () => {};
    await new Promise<void>((held) => {
      void navigator.locks.request('lived-plan:vega', () => {
        held();
        return new Promise<void>((resolve) => {
          release = resolve;
        });
      });
    });
    await store.fold();
    expect(await loaded(store)).toHaveLength(80);
    const rewritten = store.fold(() => [Y.mergeUpdates(updates)]);
    expect(await loaded(store)).toHaveLength(80);
    release();
    await rewritten;
    expect(await loaded(store)).toHaveLength(1);
  });
});
