import { breathing } from './breathe';
import { inOrder, keyOf, type Entry, type EntryKey } from './journalDoc';
import type { Seal } from './stored';

/** One entry as a page holds it. */
export interface Written extends EntryKey {
  readonly update: Uint8Array;
}

/** So many are opened at once: one by one each would cost a turn of the page. */
const batch = 64;
const purpose = 'entry';

export const sealEntry = async ({ n, by, update }: Written, seal: Seal): Promise<Entry> => ({
  n,
  by,
  bytes: await seal.seal(update, purpose),
});

/** What entries of a journal say. */
export interface OpenedEntries {
  /** In causal order, each once. */
  readonly written: readonly Written[];
  /** The same, as they are stored. */
  readonly entries: readonly Entry[];
  /** Those whose bytes are not as written. */
  readonly damaged: readonly Entry[];
  /** Whether some lie there unsealed. */
  readonly plain: boolean;
}

/** Opens entries; the page gets to breathe. */
export const openEntries = async (found: readonly Entry[], seal: Seal): Promise<OpenedEntries> => {
  const good = new Map<string, { readonly entry: Entry; readonly update: Uint8Array }>();
  const damaged: Entry[] = [];
  let plain = false;
  const breathe = breathing();
  for (let at = 0; at < found.length; at += batch) {
    const some = found.slice(at, at + batch);
    const opened = await Promise.all(some.map(({ bytes }) => seal.open(bytes, purpose)));
    some.forEach((entry, which) => {
      const one = opened[which];
      if (!one) return damaged.push(entry);
      plain ||= !one.sealed;
      good.set(keyOf(entry), { entry, update: one.content });
    });
    await breathe();
  }
  const sorted = [...good.values()].sort((a, b) => inOrder(a.entry, b.entry));
  return {
    written: sorted.map(({ entry: { n, by }, update }) => ({ n, by, update })),
    entries: sorted.map(({ entry }) => entry),
    damaged,
    plain,
  };
};
