import * as z from 'zod/mini';
import { refuse, ok, type Result } from '../../domain/result';
import { concat } from '../bytes';
import { deflated, inflated, LARGEST } from '../deflate';

z.config({ jitless: true });

const text = z.string().check(z.maxLength(100));
const sequence = z.int().check(z.minimum(0));
const Heads = z.record(text, sequence);
const part = z.string().check(z.maxLength(200));

/** What a device says it holds, in short: where it is the same on both ends, nothing more is said (LED4). */
const Hello = z.object({
  log: text,
  /** By part: of which envelopes are here. */
  parts: z.record(part, text),
  /** By part: of what can be read from them; to see a divergence that nobody foresaw (LED6). */
  readings: z.record(part, text),
});
/** So many records are named at most; what stands before the last ones is sent again. */
const mostNamed = 20_000;
const Log = z.array(text).check(z.maxLength(mostNamed));
const Have = z.object({
  part,
  heads: Heads,
  /** By chain: the beginning of the hash of its last one. */
  tips: z.record(text, text),
  bytes: z.int().check(z.minimum(0)),
});
const Want = z.object({ part, from: Heads });

export type Message =
  | { readonly type: 'hello'; readonly hello: z.infer<typeof Hello> }
  /** The hashes of all log records that are here, the last 20,000 of them. */
  | { readonly type: 'log'; readonly hashes: readonly string[] }
  | { readonly type: 'records'; readonly records: readonly Uint8Array[] }
  /** Up to which sequence each chain of a part is here, what stands there, and how large all of it is. */
  | { readonly type: 'have'; readonly have: z.infer<typeof Have> }
  /** Please send what comes after these sequences. */
  | { readonly type: 'want'; readonly want: z.infer<typeof Want> }
  | { readonly type: 'envelopes'; readonly envelopes: readonly Uint8Array[] };

const types = ['hello', 'log', 'records', 'have', 'want', 'envelopes'] as const;

/** So many pieces are no message of ours: small ones would take far more memory than they have bytes. */
const mostPieces = 20_000;
/** Pieces up to this size repeat each other's heads: several of them, packed together, are half as large, in bytes. */
const small = 4096;
/** How the pieces of a message travel: as they are, or packed. */
const asIs = 0;
const packed = 1;

/** A message as it travels: one byte for its type, then JSON, or pieces packed together. */
export const encodeMessage = async (message: Message): Promise<Uint8Array> => {
  const body = await bodyOf(message);
  const bytes = new Uint8Array(1 + body.length);
  bytes[0] = types.indexOf(message.type);
  bytes.set(body, 1);
  return bytes;
};

const bodyOf = (message: Message): Promise<Uint8Array> | Uint8Array => {
  switch (message.type) {
    case 'hello':
      return json(message.hello);
    case 'log':
      return deflated(json(message.hashes.slice(-mostNamed)));
    case 'have':
      return deflated(json(message.have));
    case 'want':
      return deflated(json(message.want));
    case 'records':
      return joinedWell(message.records);
    case 'envelopes':
      return joinedWell(message.envelopes);
  }
};

/** Reads a message from outside. Whatever the bytes are, it ends soon and never throws. */
export const decodeMessage = async (bytes: Uint8Array): Promise<Result<Message, 'malformed'>> => {
  try {
    const type = types[bytes[0] ?? types.length];
    if (type === undefined || bytes.length > LARGEST) return refuse('malformed');
    const body = bytes.subarray(1);
    switch (type) {
      case 'hello':
        return ok({ type, hello: Hello.parse(parsed(body)) });
      case 'log':
        return ok({ type, hashes: Log.parse(parsed(await inflated(body))) });
      case 'have':
        return ok({ type, have: Have.parse(parsed(await inflated(body))) });
      case 'want':
        return ok({ type, want: Want.parse(parsed(await inflated(body))) });
      case 'records':
        return ok({ type, records: await splitWell(body) });
      case 'envelopes':
        return ok({ type, envelopes: await splitWell(body) });
    }
  } catch {
    return refuse('malformed');
  }
};

const json = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const parsed = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

/** What is sealed cannot be packed, only what stands around it; one alone travels sooner as it is. */
const joinedWell = async (pieces: readonly Uint8Array[]): Promise<Uint8Array> => {
  const bytes = joined(pieces);
  const isWorthIt = pieces.length > 1 && bytes.length < pieces.length * small;
  return concat(
    Uint8Array.of(isWorthIt ? packed : asIs),
    isWorthIt ? await deflated(bytes) : bytes,
  );
};

const splitWell = async (body: Uint8Array): Promise<Uint8Array[]> => {
  const bytes = body.subarray(1);
  if (body[0] === asIs) return split(bytes);
  if (body[0] === packed) return split(await inflated(bytes));
  throw new RangeError('packed otherwise');
};

/** Pieces one after another, each behind its length. */
const joined = (pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + 4 + piece.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const piece of pieces) {
    view.setUint32(at, piece.length);
    bytes.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return bytes;
};

const split = (bytes: Uint8Array): Uint8Array[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    if (pieces.length === mostPieces) throw new RangeError('too many');
    const length = view.getUint32(at);
    if (at + 4 + length > bytes.length) throw new RangeError('cut short');
    pieces.push(bytes.slice(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return pieces;
};
