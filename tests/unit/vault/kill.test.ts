import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import type { DocumentStore } from '../../../src/lib/vault/port';
import { killableBrowser, type KillableBrowser } from './killableBrowser';
import { hearOnlyTheLiving } from './ofTheDead';
import { envelope, envelopesOf, expectCausalOrder, loaded, readWords } from './vaultContract';
import { textOpened } from './rawDatabase';

hearOnlyTheLiving(beforeAll, afterAll);
afterEach(() => {
  vi.restoreAllMocks();
});

interface Day {
  /** Words that were said to be saved. */
  readonly saved: string[];
  /** Words that were written, in order. */
  readonly written: string[];
  erased: 'no' | 'trying' | 'done';
  /** An envelope alone was said to be saved. */
  recorded: boolean;
}

/** A tab writes, folds, writes more, erases some of it, and writes again. */
const live = async (store: DocumentStore, doc: Y.Doc, day: Day): Promise<void> => {
  await loaded(store);
  const write = async (...words: string[]) => {
    const updates: Uint8Array[] = [];
    const listen = (update: Uint8Array) => updates.push(update);
    doc.on('update', listen);
    for (const word of words) doc.getArray('words').push([word]);
    doc.off('update', listen);
    day.written.push(...words);
    await Promise.all(
      updates.map(async (update, at) => {
        await store.append(update, envelope(words[at] as string));
        day.saved.push(words[at] as string);
      }),
    );
  };
  await store.append(new Uint8Array(), envelope('a record'));
  day.recorded = true;
  await write('wake');
  await write('wash');
  await write(...Array.from({ length: 70 }, (_, n) => `walk ${n}`));
  await store.fold();
  await write('secret');
  await write(...Array.from({ length: 64 }, (_, n) => `sing ${n}`));
  await store.fold();
  await write('read');
  const at = day.written.indexOf('secret');
  doc.getArray('words').delete(at, 1);
  day.erased = 'trying';
  await store.fold(() => [Y.encodeStateAsUpdate(doc)]);
  day.erased = 'done';
  await write('sleep');
};

/** Lives a day that is killed before a step; tells whether it got that far. */
const livesUntil = async (browser: KillableBrowser, step: number, day: Day): Promise<void> => {
  const vault = await browser.tab();
  const store = await vault.open('vega');
  const doc = new Y.Doc();
  browser.killAt(step);
  const lived = live(store, doc, day).catch((error: unknown) => {
    if (!browser.killed) throw error;
  });
  await Promise.race([lived, browser.death]);
  await store.close();
  await vault.close();
  browser.startAgain();
};

test(
  'VAU2 a tab killed before any one of its steps has lost nothing that was said to be saved',
  { timeout: 120_000 },
  async () => {
    let step = 0;
    for (let killed = true; killed;) {
      step += 1;
      vi.restoreAllMocks();
      const browser = killableBrowser();
      const day: Day = { saved: [], written: [], erased: 'no', recorded: false };
      await livesUntil(browser, step, day);
      killed = browser.killed;
      const vault = await browser.tab();
      const store = await vault.open('vega');
      const updates = await loaded(store);
      expectCausalOrder(updates);
      const words = readWords(updates);
      const expected = day.written.filter((word) => word !== 'secret' || words.includes('secret'));
      expect(words, `killed before step ${step}`).toEqual(expected.slice(0, words.length));
      const missing = day.saved.filter((word) => !words.includes(word));
      const mayMiss = day.erased === 'no' ? [] : ['secret'];
      expect(
        missing.filter((word) => !mayMiss.includes(word)),
        `killed before step ${step}`,
      ).toEqual([]);
      // An envelope is there where its update is or was, and nowhere else; and once.
      const envelopes = await envelopesOf(store);
      const withRecord = envelopes[0] === 'a record' ? ['a record'] : [];
      if (day.recorded) expect(withRecord).toEqual(['a record']);
      const kept = day.written.slice(0, envelopes.length - withRecord.length);
      expect(envelopes, `killed before step ${step}`).toEqual([...withRecord, ...kept]);
      const erased = kept.includes('secret') && !words.includes('secret') ? 1 : 0;
      expect(kept.length - erased, `killed before step ${step}`).toBe(words.length);
      const text = await textOpened();
      expect(text.includes('secret')).toBe(words.includes('secret'));
      if (day.erased === 'done') expect(text).not.toContain('secret');
      // Life goes on.
      await store.append(Y.encodeStateAsUpdate(new Y.Doc()));
      await store.close();
      await vault.close();
    }
    expect(step).toBeGreaterThan(80);
  },
);
