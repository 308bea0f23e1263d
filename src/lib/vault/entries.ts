import { breathing } from './breathe';
import { inOrder, keyOf, type Entry, type EntryKey } from './journalDoc';
import type { Seal } from './stored';

/** One entry as a page holds it. */
export interface Written extends EntryKey {
  /** Empty if only an envelope is kept. */
  readonly update: Uint8Array;
  readonly envelope?: Uint8Array;
}

/** So many are opened at once: one by one each would cost a turn of the page. */
const batch = 64;

/** Bound to where the update ends, so that nobody can move the line between it and the envelope. */
const purposeOf = (split: number | undefined): string =>
  split === undefined ? 'entry' : `entry/${split}`;

/** Update and envelope are sealed as one: they are kept together, or not at all. */
export const sealEntry = async (written: Written, seal: Seal): Promise<Entry> => {
  const { n, by, update, envelope } = written;
  if (!envelope) return { n, by, bytes: await seal.seal(update, purposeOf(undefined)) };
  const both = new Uint8Array(update.length + envelope.length);
  both.set(update);
  both.set(envelope, update.length);
  const split = update.length;
  return { n, by, bytes: await seal.seal(both, purposeOf(split)), split };
};

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
  const good = new Map<string, { readonly entry: Entry; readonly written: Written }>();
  const damaged: Entry[] = [];
  let plain = false;
  const breathe = breathing();
  for (let at = 0; at < found.length; at += batch) {
    const some = found.slice(at, at + batch);
    const opened = await Promise.all(
      some.map(({ bytes, split }) => seal.open(bytes, purposeOf(split))),
    );
    some.forEach((entry, which) => {
      const one = opened[which];
      if (!one) return damaged.push(entry);
      plain ||= !one.sealed;
      good.set(keyOf(entry), { entry, written: asWritten(entry, one.content) });
    });
    await breathe();
  }
  const sorted = [...good.values()].sort((a, b) => inOrder(a.entry, b.entry));
  return {
    written: sorted.map(({ written }) => written),
    entries: sorted.map(({ entry }) => entry),
    damaged,
    plain,
  };
};

const asWritten = ({ n, by, split }: Entry, content: Uint8Array): Written =>
  split === undefined
    ? { n, by, update: content }
    : { n, by, update: content.slice(0, split), envelope: content.slice(split) };
