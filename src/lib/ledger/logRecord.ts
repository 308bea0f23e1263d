import {
  mostHeads,
  parseWritten,
  type DeviceId,
  type DeviceKeys,
  type KnownBody,
  type LogRecord,
  type WrittenRecord,
} from '../domain/circle/record';
import { ok, refuse, type Result } from '../domain/result';
import { ByteReader } from './byteReader';
import { concat, hash, toText, u32, utf8 } from './bytes';
import { deviceId, verify, type Identity } from './identity';

const FORMAT = 1;
const SUITE = 1;
/** In bytes, whole. */
const LARGEST = 65_536;
/** In bytes, whole: what says nothing to this version is kept and passed on, and may not fill the log that newcomers are given. */
const LARGEST_OF_LATER = 4096;

/** A record as it came: what it says, and what it takes to check who says so. */
export interface DecodedRecord {
  readonly record: LogRecord;
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
}

/** The bytes of a record: format · suite · u32 length · JSON · signature. What no one may read back is a bug of the caller. */
export const encodeRecord = async (
  identity: Identity,
  { prev, at, body }: Omit<WrittenRecord, 'device' | 'body'> & { readonly body: KnownBody },
): Promise<Uint8Array> => {
  // Of more heads than a record can name, which only somebody who floods the log makes, the last in order.
  const written = { device: identity.device, prev: prev.slice(-mostHeads), at, body };
  if (!parseWritten(written)) throw new TypeError(`No ${body.type} of this shape can be read back`);
  const json = utf8(JSON.stringify(written));
  const signed = concat(Uint8Array.of(FORMAT, SUITE), u32(json.length), json);
  if (signed.length + 64 > LARGEST) throw new RangeError('A record of the log is too large');
  return concat(signed, await identity.sign('record', signed));
};

/** Reads a record from anywhere; who wrote it is not checked yet. `newer`: a format of later, or a large body of later. */
export const decodeRecord = async (
  bytes: Uint8Array,
): Promise<Result<DecodedRecord, 'malformed' | 'newer'>> => {
  if (bytes.length > LARGEST) return refuse('malformed');
  const reader = new ByteReader(bytes);
  const [format, suite] = reader.take(2);
  if (format !== FORMAT || suite !== SUITE)
    return refuse(format === undefined || format === 0 || suite === 0 ? 'malformed' : 'newer');
  const json = reader.take(reader.u32());
  const signed = bytes.subarray(0, reader.at);
  const signature = reader.take(64);
  const written = reader.isWhole ? parseWritten(parseJson(json)) : undefined;
  if (!written) return refuse('malformed');
  if (written.body.type === 'later' && bytes.length > LARGEST_OF_LATER) return refuse('newer');
  const { body } = written;
  const named =
    'device' in body && typeof body.device === 'object' && (await deviceId(body.device));
  return ok({
    record: { ...written, hash: toText(await hash(bytes)), ...(named ? { named } : {}) },
    signed,
    signature,
  });
};

/**
 * Whether the device that a record names wrote it. A genesis carries its own keys; of others the circle knows them, or the
 * record waits.
 */
export const checkRecord = async (
  { record, signed, signature }: DecodedRecord,
  keysOf: (device: DeviceId) => DeviceKeys | undefined,
): Promise<'genuine' | 'forged' | 'unknownDevice'> => {
  const own = record.body.type === 'genesis';
  const keys = record.body.type === 'genesis' ? record.body.device : keysOf(record.device);
  if (!keys) return 'unknownDevice';
  if (own && record.named !== record.device) return 'forged';
  return (await verify(keys.sign, 'record', signed, signature)) ? 'genuine' : 'forged';
};

const parseJson = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch {
    return undefined;
  }
};
