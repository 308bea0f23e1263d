import { breathing } from './breathe';
import { openEntries, type Written } from './entries';
import { keyOf, readJournal } from './journalDoc';
import type { KeptEnvelopes } from './keptRecords';
import type { Seal } from './stored';

/** Envelopes are gathered until a chunk has this many bytes, and more only if one alone is larger. */
const enough = 64 * 1024;
const purpose = 'envelopes';

/** Packs the envelopes of folded entries, in their order, into sealed chunks of some 64 kB. */
export const sealEnvelopes = (written: readonly Written[], seal: Seal): Promise<Uint8Array[]> => {
  const chunks: Uint8Array[][] = [];
  let size = enough;
  for (const { n, by, envelope } of written) {
    if (!envelope) continue;
    if (size + envelope.length > enough) {
      chunks.push([]);
      size = 0;
    }
    chunks.at(-1)?.push(packed(keyOf({ n, by }), envelope));
    size += envelope.length;
  }
  return Promise.all(chunks.map((chunk) => seal.seal(concat(chunk), purpose)));
};

/**
 * Opens all that are kept, oldest first, and hands them over chunk by chunk; the page gets to breathe.
 *
 * @returns how many records could not be read
 */
export const openEnvelopes = async (
  kept: KeptEnvelopes,
  seal: Seal,
  take: (envelopes: readonly Uint8Array[]) => void,
): Promise<number> => {
  let damaged = 0;
  /** A write that seemed to fail may have been folded before it was written again. */
  const seen = new Set<string>();
  const hand = (pairs: readonly (readonly [key: string, envelope: Uint8Array])[]) => {
    const fresh = pairs.filter(([key]) => !seen.has(key) && seen.add(key));
    if (fresh.length > 0) take(fresh.map(([, envelope]) => envelope));
  };
  const breathe = breathing();
  for (const chunk of kept.chunks) {
    const opened = await seal.open(chunk, purpose);
    if (opened) hand(unpacked(opened.content));
    else damaged += 1;
    await breathe();
  }
  const { written } = await openEntries(readJournal(kept.updates).found, seal);
  hand(written.flatMap(({ n, by, envelope }) => (envelope ? [[keyOf({ n, by }), envelope]] : [])));
  return damaged;
};

/** The length of the key (one byte) and the key, the length of the envelope (four bytes) and the envelope. */
const packed = (key: string, envelope: Uint8Array): Uint8Array => {
  const name = new TextEncoder().encode(key);
  const head = new Uint8Array(1 + name.length + 4);
  head[0] = name.length;
  head.set(name, 1);
  new DataView(head.buffer).setUint32(1 + name.length, envelope.length);
  return concat([head, envelope]);
};

const unpacked = (chunk: Uint8Array): [key: string, envelope: Uint8Array][] => {
  const pairs: [string, Uint8Array][] = [];
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  for (let at = 0; at < chunk.length;) {
    const name = chunk.subarray(at + 1, at + 1 + view.getUint8(at));
    const start = at + 1 + name.length + 4;
    at = start + view.getUint32(start - 4);
    pairs.push([new TextDecoder().decode(name), chunk.slice(start, at)]);
  }
  return pairs;
};

const concat = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};
