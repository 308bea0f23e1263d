import type { Hash, KnownBody } from '../domain/circle/record';
import { ByteReader } from './byteReader';
import { concat, fromText, hash, toText } from './bytes';
import { readHead, signedPart, type Envelope, type EnvelopeHead } from './envelope';
import { verify } from './identity';

export type Fork = Extract<KnownBody, { type: 'fork' }>;

/** One of the envelopes at a place that has more than one, without what it says: enough to name it and to prove it. */
export interface Branch {
  readonly head: EnvelopeHead;
  /** The hash of the envelope. */
  readonly hash: Hash;
  /** Its signed part and its signature, as text. */
  readonly half: string;
}

/** The record that says that a device wrote two envelopes at one place (LED6), without what they say. */
export const proveFork = ({ head, half }: Branch, other: Branch): Fork => ({
  type: 'fork',
  device: head.device,
  chain: head.chain,
  proof: [half, other.half],
});

/** Whether a record proves what it says, about the device whose key this is, in this circle. */
export const isFork = async (
  { device, chain, proof }: Fork,
  circle: string,
  signKey: string,
): Promise<boolean> => {
  const [one, other] = proof.map(readHalf);
  if (!one || !other || proof[0] === proof[1] || placeOf(one.head) !== placeOf(other.head))
    return false;
  if (one.head.device !== device || one.head.chain !== chain) return false;
  if ([one, other].some(({ head }) => head.circle !== circle)) return false;
  const genuine = await Promise.all(
    [one, other].map(({ signed, signature }) => verify(signKey, 'envelope', signed, signature)),
  );
  return genuine.every(Boolean);
};

/** Where an envelope stands, as text. */
export const placeOf = ({
  document,
  device,
  chain,
  sequence,
}: Pick<EnvelopeHead, 'document' | 'device' | 'chain' | 'sequence'>): string =>
  [document, device, chain, sequence].join(' ');

export const branchOf = async (envelope: Envelope): Promise<Branch> => {
  const whole = concat(await signedPart(envelope), envelope.signature);
  return { head: envelope.head, hash: toText(await hash(whole)), half: toText(whole) };
};

/** The branches that a record of the log names; none where it does not say two. */
export const branchesOf = ({ proof }: Fork): Promise<Branch[]> =>
  Promise.all(
    proof.flatMap((half) => {
      const read = readHalf(half);
      return read
        ? [hash(read.whole).then((of) => ({ head: read.head, hash: toText(of), half }))]
        : [];
    }),
  );

const readHalf = (
  text: string,
):
  | { head: EnvelopeHead; whole: Uint8Array; signed: Uint8Array; signature: Uint8Array }
  | undefined => {
  const whole = fromText(text);
  if (!whole) return undefined;
  const reader = new ByteReader(whole);
  const head = readHead(reader);
  reader.take(12 + 4 + 32);
  const signed = whole.subarray(0, reader.at);
  const signature = reader.take(64);
  if (!head || head === 'newer' || !reader.isWhole) return undefined;
  return { head, whole, signed, signature };
};
