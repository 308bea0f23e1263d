import { breathing } from './breathe';
import type { Records } from './keptRecords';
import type { Seal } from './stored';

/** A folded update. */
export interface Segment {
  readonly key: number;
  readonly update: Uint8Array;
}

/** What folded records say. */
export interface OpenedSegments {
  readonly segments: readonly Segment[];
  /** Their bytes are not as written. */
  readonly damaged: Records;
  /** Their bytes could not be read now; they may come back another day. */
  readonly unread: number;
  /** Those that lie there unsealed. */
  readonly plain: readonly Segment[];
}

/** So many are opened at once: a megabyte at most. */
const batch = 8;
const purpose = 'segment';

export const sealSegment = async (
  { key, update }: Segment,
  seal: Seal,
): Promise<{ key: number; stored: Uint8Array }> => ({
  key,
  stored: await seal.seal(update, purpose),
});

/** Opens folded records; the page gets to breathe. */
export const openSegments = async (records: Records, seal: Seal): Promise<OpenedSegments> => {
  const readable = records.filter(([, value]) => value !== undefined);
  const segments: Segment[] = [];
  const plain: Segment[] = [];
  const damaged: (readonly [number, unknown])[] = [];
  const breathe = breathing();
  for (let at = 0; at < readable.length; at += batch) {
    const some = readable.slice(at, at + batch);
    const opened = await Promise.all(some.map(([, value]) => seal.open(value, purpose)));
    some.forEach((record, which) => {
      const one = opened[which];
      if (!one) return damaged.push(record);
      const segment = { key: record[0], update: one.content };
      segments.push(segment);
      if (!one.sealed) plain.push(segment);
    });
    await breathe();
  }
  return { segments, damaged, unread: records.length - readable.length, plain };
};
