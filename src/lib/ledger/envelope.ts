import type { CircleId, DeviceId, Hash } from '../domain/circle/record';
import { ok, refuse, type Result } from '../domain/result';
import { ByteReader } from './byteReader';
import { concat, forCrypto, fromText, hash, randomBytes, toText, u32, utf8 } from './bytes';
import { verify, type Identity } from './identity';

const FORMAT = 1;
const SUITE = 1;
const kinds = ['edit', 'start'] as const;
/** In bytes, whole (LED4). */
export const LARGEST_ENVELOPE = 1_048_576;

/** Where an envelope belongs and what it builds on (LED1); all but the numbers as base64url. */
export interface EnvelopeHead {
  readonly kind: (typeof kinds)[number];
  readonly circle: CircleId;
  readonly document: string;
  readonly device: DeviceId;
  /** One run of one tab, 16 bytes. */
  readonly chain: string;
  /** From 1. */
  readonly sequence: number;
  /** Hash of the envelope before it in the chain; absent for the first, and only then. */
  readonly previous?: Hash;
  /** Heads of others that it builds on; at most 255. */
  readonly after: readonly Hash[];
  /** Heads of the log of members that its writer knew; at most 255. */
  readonly members: readonly Hash[];
  readonly epoch: Hash;
}

/** An envelope as it came; neither who wrote it nor whether it opens is checked yet. */
export interface Envelope {
  readonly head: EnvelopeHead;
  /** What the seal covers besides its content: all before the iv. */
  readonly bound: Uint8Array;
  readonly iv: Uint8Array;
  readonly sealed: Uint8Array;
  readonly signature: Uint8Array;
}

/** The id of a part's document in a circle. */
export const documentOf = async (circle: CircleId, part: string): Promise<string> =>
  toText((await hash(concat(bytesOf(circle, 16), utf8(part)))).subarray(0, 16));

/**
 * Seals and signs what a device wrote; answers the envelope and its hash. A head that no one may read back, or too much
 * content, is a bug of the caller.
 */
export const sealEnvelope = async (
  identity: Identity,
  key: CryptoKey,
  head: Omit<EnvelopeHead, 'device'>,
  content: Uint8Array,
): Promise<{ readonly bytes: Uint8Array; readonly hash: Hash }> => {
  const bound = encodeHead({ ...head, device: identity.device });
  const iv = randomBytes(12);
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(sealOf(iv, bound), key, forCrypto(content)),
  );
  const unsigned = { bound, iv, sealed };
  const signed = await signedPart(unsigned);
  const signature = await identity.sign('envelope', signed);
  const bytes = concat(bound, iv, u32(sealed.length), sealed, signature);
  if (bytes.length > LARGEST_ENVELOPE) throw new RangeError('An envelope is too large');
  return { bytes, hash: toText(await hash(concat(signed, signature))) };
};

/**
 * By what others name an envelope: the hash of what is signed, and of the signature. So a proof that two have one place
 * (LED6) names both, without what they say.
 */
export const hashOf = async (envelope: Envelope): Promise<Hash> =>
  toText(await hash(concat(await signedPart(envelope), envelope.signature)));

/** Reads an envelope from anywhere. `newer`: a format, suite or kind of later. */
export const decodeEnvelope = (bytes: Uint8Array): Result<Envelope, 'malformed' | 'newer'> => {
  if (bytes.length > LARGEST_ENVELOPE) return refuse('malformed');
  const reader = new ByteReader(bytes);
  const head = readHead(reader);
  const bound = bytes.subarray(0, reader.at);
  const iv = reader.take(12);
  const sealed = reader.take(reader.u32());
  const signature = reader.take(64);
  if (head === 'newer') return refuse('newer');
  if (!head || !reader.isWhole || sealed.length < 16) return refuse('malformed');
  return ok({ head, bound, iv, sealed, signature });
};

/** Whether the owner of this key wrote an envelope. That the key is the device's is for the caller to know. */
export const isSignedBy = async (envelope: Envelope, signKey: string): Promise<boolean> =>
  verify(signKey, 'envelope', await signedPart(envelope), envelope.signature);

/** What a device wrote, for who has the epoch's key. */
export const openEnvelope = async (
  { bound, iv, sealed }: Envelope,
  key: CryptoKey,
): Promise<Result<Uint8Array, 'doesNotOpen'>> => {
  try {
    return ok(
      new Uint8Array(await crypto.subtle.decrypt(sealOf(iv, bound), key, forCrypto(sealed))),
    );
  } catch {
    return refuse('doesNotOpen');
  }
};

/**
 * What an envelope's signature is over: all before the sealed content, and the hash of that. So a proof that two envelopes
 * have one place (LED6) needs not carry what they say.
 */
export const signedPart = (envelope: Omit<Envelope, 'head' | 'signature'>): Promise<Uint8Array> => {
  const known = signedParts.get(envelope) ?? partToSign(envelope);
  signedParts.set(envelope, known);
  return known;
};

/** Its name and its signature both ask for it, one after the other. */
const signedParts = new WeakMap<object, Promise<Uint8Array>>();

const partToSign = async ({
  bound,
  iv,
  sealed,
}: Parameters<typeof signedPart>[0]): Promise<Uint8Array> =>
  concat(bound, iv, u32(sealed.length), await hash(sealed));

/** Reads the head; afterwards the reader stands at the iv. */
export const readHead = (reader: ByteReader): EnvelopeHead | 'newer' | undefined => {
  const [format, suite, kindCode] = reader.take(3);
  const text = (length: number): string => toText(reader.take(length));
  const [circle, document, device, chain] = [text(16), text(16), text(16), text(16)];
  const sequence = reader.u32();
  const previous = text(32);
  const after = reader.list(32).map(toText);
  const members = reader.list(32).map(toText);
  const epoch = text(32);
  if (format === 0 || suite === 0 || kindCode === undefined) return undefined;
  const kind = kinds[kindCode];
  if (format !== FORMAT || suite !== SUITE || !kind) return 'newer';
  if (sequence === 0 || (sequence === 1) !== (previous === noHash)) return undefined;
  const head = { kind, circle, document, device, chain, sequence, after, members, epoch };
  return sequence === 1 ? head : { ...head, previous };
};

const noHash = toText(new Uint8Array(32));

const encodeHead = (head: EnvelopeHead): Uint8Array => {
  const { kind, circle, document, device, chain, sequence, previous, after, members, epoch } = head;
  if ((sequence === 1) !== (previous === undefined) || !(sequence >= 1 && sequence < 2 ** 32))
    throw new RangeError('An envelope has no such place in a chain');
  const list = (hashes: readonly Hash[]): Uint8Array => {
    if (hashes.length > 255) throw new RangeError('An envelope names at most 255 heads');
    return concat(Uint8Array.of(hashes.length), ...hashes.map((one) => bytesOf(one, 32)));
  };
  return concat(
    Uint8Array.of(FORMAT, SUITE, kinds.indexOf(kind)),
    ...[circle, document, device, chain].map((one) => bytesOf(one, 16)),
    u32(sequence),
    bytesOf(previous ?? noHash, 32),
    list(after),
    list(members),
    bytesOf(epoch, 32),
  );
};

const bytesOf = (text: string, length: number): Uint8Array => {
  const bytes = fromText(text);
  if (bytes?.length !== length) throw new TypeError(`Not ${length} bytes as text`);
  return bytes;
};

const sealOf = (iv: Uint8Array, bound: Uint8Array): AesGcmParams => ({
  name: 'AES-GCM',
  iv: forCrypto(iv),
  additionalData: forCrypto(bound),
});
