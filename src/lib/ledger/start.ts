import * as z from 'zod/mini';
import { concat, u32, utf8 } from './bytes';
import { short } from './causality';
import { deflated, inflated } from './deflate';
import type { Covers } from './partLedger';

z.config({ jitless: true });

const clock = z.int().check(z.minimum(0));
const Covered = z
  .object({ sequence: z.int().check(z.minimum(1)), hash: z.string(), clock, earlier: z.string() })
  .check(
    // As much as is said to be covered is named, so that a number alone cannot make anybody count for ever.
    z.refine(
      ({ sequence, hash, earlier }) =>
        earlier.length === sequence * short && earlier.endsWith(hash.slice(0, short)),
    ),
  );
const CoversShape = z.object({
  pieces: z.int().check(z.minimum(1), z.maximum(10_000)),
  chains: z.record(z.string(), Covered),
  base: z.array(z.array(clock).check(z.minLength(2), z.maxLength(2))),
});

/**
 * The content of a piece of a start: u32 length of the JSON that says what it stands for (the first piece only) · JSON · piece, packed:
 * a plan says the same keys over and over.
 */
export const joinStart = (covers: Covers | undefined, piece: Uint8Array): Promise<Uint8Array> => {
  const head = covers ? utf8(JSON.stringify(covers)) : new Uint8Array(0);
  return deflated(concat(u32(head.length), head, piece));
};

/** Reads it; `undefined` when it is none. */
export const splitStart = async (
  packed: Uint8Array,
  isFirst: boolean,
): Promise<{ readonly covers: Covers | undefined; readonly piece: Uint8Array } | undefined> => {
  const content = await inflated(packed).catch(() => nothing);
  if (content.length < 4) return undefined;
  const length = new DataView(content.buffer, content.byteOffset).getUint32(0);
  if (4 + length > content.length || isFirst !== length > 0) return undefined;
  const piece = content.subarray(4 + length);
  if (!isFirst) return { covers: undefined, piece };
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(content.subarray(4, 4 + length)));
    const covers = CoversShape.safeParse(json).data;
    if (!covers) return undefined;
    const base = covers.base.map(([client = 0, clock = 0]) => [client, clock] as const);
    return { covers: { ...covers, base }, piece };
  } catch {
    return undefined;
  }
};

const nothing = new Uint8Array(0);
