import { addBit, addBits, noBits, type Bits } from './bits';
import type { Hash, LogRecord } from './record';

/** A record with all that its writer knew: `past` are places in the order. */
export interface Placed {
  readonly record: LogRecord;
  readonly past: Bits;
}

/**
 * Records in an order in which each comes after its past: by depth, then by hash. Both follow from a record's past alone,
 * so that the order of two records never depends on what else is here.
 */
export const causalOrder = (
  records: Iterable<LogRecord>,
): { placed: readonly Placed[]; waiting: readonly Hash[] } => {
  const all = new Map<Hash, LogRecord>();
  for (const record of records) all.set(record.hash, record);
  const missing = new Map<Hash, number>();
  const followers = new Map<Hash, Hash[]>();
  const depths = new Map<Hash, number>();
  const ready: LogRecord[] = [];
  for (const record of all.values()) {
    const prev = new Set(record.prev);
    missing.set(record.hash, prev.size);
    if (prev.size === 0) ready.push(record);
    for (const hash of prev) {
      const following = followers.get(hash);
      if (following) following.push(record.hash);
      else followers.set(hash, [record.hash]);
    }
  }
  for (const record of ready) {
    // Not spread into an argument list: that has an end.
    let depth = 0;
    for (const hash of record.prev) depth = Math.max(depth, (depths.get(hash) ?? 0) + 1);
    depths.set(record.hash, depth);
    for (const hash of followers.get(record.hash) ?? []) {
      const left = (missing.get(hash) ?? 0) - 1;
      missing.set(hash, left);
      if (left === 0) ready.push(all.get(hash) as LogRecord);
    }
  }
  const depthOf = (record: LogRecord): number => depths.get(record.hash) ?? 0;
  ready.sort((a, b) => depthOf(a) - depthOf(b) || (a.hash < b.hash ? -1 : 1));

  const places = new Map(ready.map((record, at) => [record.hash, at]));
  const placed: Placed[] = [];
  for (const record of ready) {
    const past = noBits(ready.length);
    for (const hash of record.prev) {
      const at = places.get(hash) as number;
      addBits(past, (placed[at] as Placed).past);
      addBit(past, at);
    }
    placed.push({ record, past });
  }
  const waiting = [...all.keys()].filter((hash) => !places.has(hash)).sort();
  return { placed, waiting };
};
