import type { CircleId, Hash } from '../domain/circle/record';
import { ok, refuse, type Result } from '../domain/result';
import { ByteReader } from '../ledger/byteReader';
import { concat, equal, forCrypto, fromText, toText, u32, utf8 } from '../ledger/bytes';

/** What travels in a file between members who never meet; each part is still to be judged by the ledger. */
export interface News {
  /** Records of the log, oldest first. */
  readonly records: readonly Uint8Array[];
  readonly envelopes: readonly Uint8Array[];
}

/** A key of the circle's part `room`; `epoch` is the id that members know it by. */
export interface RoomKey {
  readonly circle: CircleId;
  readonly epoch: Hash;
  readonly key: CryptoKey;
}

export type NewsRefusal =
  | 'notAFile'
  | 'otherVersion'
  | 'otherCircle'
  /** Sealed after this device last heard of a new key, or before it came in. */
  | 'noKey'
  | 'damaged';

/** magic 4 · format 1 · suite 1 · circle 16 · epoch 32 · iv 12 · sealed(two lists: u32 count, then u32 length and bytes each) */
const MAGIC = utf8('LPwn');
const FORMAT = 1;
const SUITE = 1;
const BOUND = 54;
/** In bytes, what sealing adds: all before the iv, the iv, the tag. */
const SEALING = BOUND + 12 + 16;
/** In bytes: a whole file, a record, an envelope (LED4). */
const LARGEST = 64 * 1024 * 1024;
const LARGEST_RECORD = 65_536;
const LARGEST_ENVELOPE = 1_048_576;

/** One file to send. `iv`: 12 bytes never used with this key before. `tooLarge`: to be sent in more than one. */
export const encodeNews = async (
  { records, envelopes }: News,
  { circle, epoch, key }: RoomKey,
  iv: Uint8Array,
): Promise<Result<Uint8Array, 'tooLarge'>> => {
  const bound = concat(MAGIC, Uint8Array.of(FORMAT, SUITE), bytesOf(circle), bytesOf(epoch));
  const content = concat(...listed(records), ...listed(envelopes));
  if (content.length > LARGEST - SEALING) return refuse('tooLarge');
  const sealed = await crypto.subtle.encrypt(sealOf(iv, bound), key, forCrypto(content));
  return ok(concat(bound, iv, new Uint8Array(sealed)));
};

/** Opens a file that came in, for the circle it shall be read into. Total, whatever bytes come in. */
export const decodeNews = async (
  bytes: Uint8Array,
  circle: CircleId,
  keyOf: (epoch: Hash) => CryptoKey | undefined,
): Promise<Result<News, NewsRefusal>> => {
  const reader = new ByteReader(bytes);
  if (!equal(reader.take(MAGIC.length), MAGIC)) return refuse('notAFile');
  if (reader.u8() !== FORMAT || reader.u8() !== SUITE) return refuse('otherVersion');
  const [from, epoch, iv] = [reader.take(16), reader.take(32), reader.take(12)];
  if (iv.length === 0 || bytes.length > LARGEST) return refuse('damaged');
  if (toText(from) !== circle) return refuse('otherCircle');
  const key = keyOf(toText(epoch));
  if (!key) return refuse('noKey');
  const content = await opened(key, iv, bytes.subarray(0, BOUND), bytes.subarray(reader.at));
  const news = content && newsIn(content);
  return news ? ok(news) : refuse('damaged');
};

const listed = (items: readonly Uint8Array[]): readonly Uint8Array[] => [
  u32(items.length),
  ...items.flatMap((item) => [u32(item.length), item]),
];

const newsIn = (content: Uint8Array): News | undefined => {
  const reader = new ByteReader(content);
  const list = (most: number): Uint8Array[] | undefined => {
    const count = reader.u32();
    const items: Uint8Array[] = [];
    // Each takes four bytes at least: a count that lies ends here and not in memory.
    while (items.length < count && content.length - reader.at >= 4) {
      const length = reader.u32();
      if (length > most) return undefined;
      items.push(reader.take(length));
    }
    return items.length === count ? items : undefined;
  };
  const records = list(LARGEST_RECORD);
  const envelopes = records && list(LARGEST_ENVELOPE);
  return envelopes && reader.isWhole ? { records, envelopes } : undefined;
};

const opened = async (
  key: CryptoKey,
  iv: Uint8Array,
  bound: Uint8Array,
  sealed: Uint8Array,
): Promise<Uint8Array | undefined> => {
  try {
    const content = await crypto.subtle.decrypt(sealOf(iv, bound), key, forCrypto(sealed));
    return new Uint8Array(content);
  } catch {
    return undefined;
  }
};

const sealOf = (iv: Uint8Array, bound: Uint8Array): AesGcmParams => ({
  name: 'AES-GCM',
  iv: forCrypto(iv),
  additionalData: forCrypto(bound),
});

const bytesOf = (text: string): Uint8Array => fromText(text) ?? new Uint8Array(0);
