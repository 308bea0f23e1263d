import { toText } from '../../../src/lib/ledger/bytes';
import {
  decodeEnvelope,
  sealEnvelope,
  type Envelope,
  type EnvelopeHead,
} from '../../../src/lib/ledger/envelope';
import type { Identity } from '../../../src/lib/ledger/identity';

const of = (byte: number, length: number): string => toText(new Uint8Array(length).fill(byte));

/** The second envelope of a chain, which names two heads of others and one of the log. */
export const exampleHead: Omit<EnvelopeHead, 'device'> = {
  kind: 'edit',
  circle: of(1, 16),
  document: of(2, 16),
  chain: of(3, 16),
  sequence: 2,
  previous: of(4, 32),
  after: [of(5, 32), of(6, 32)],
  members: [of(7, 32)],
  epoch: of(8, 32),
};

/** Where each field of such an envelope begins, in bytes, and what it is. */
export const fields: readonly (readonly [string, number, number])[] = [
  ['format', 0, 1],
  ['suite', 1, 1],
  ['kind', 2, 1],
  ['circle', 3, 16],
  ['document', 19, 16],
  ['device', 35, 16],
  ['chain', 51, 16],
  ['sequence', 67, 4],
  ['previous', 71, 32],
  ['how many after', 103, 1],
  ['after', 104, 64],
  ['how many members', 168, 1],
  ['members', 169, 32],
  ['epoch', 201, 32],
  ['iv', 233, 12],
  ['length', 245, 4],
];
export const headLength = 233;

export const seal = async (
  who: Identity,
  key: CryptoKey,
  content: Uint8Array,
  more: Partial<EnvelopeHead> = {},
): Promise<Uint8Array> =>
  (await sealEnvelope(who, key, { ...exampleHead, ...more }, content)).bytes;

export const decoded = (bytes: Uint8Array): Envelope => {
  const result = decodeEnvelope(bytes);
  if (!result.ok) throw new Error(result.refusal);
  return result.value;
};
