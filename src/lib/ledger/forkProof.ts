import type { KnownBody } from '../domain/circle/record';
import { ByteReader } from './byteReader';
import { concat, equal, fromText, toText } from './bytes';
import { readHead, signedPart, type Envelope, type EnvelopeHead } from './envelope';
import { verify } from './identity';

type Fork = Extract<KnownBody, { type: 'fork' }>;

/** The record that says that a device wrote two envelopes at one place (LED6), without what they say. */
export const proveFork = async (one: Envelope, other: Envelope): Promise<Fork> => ({
  type: 'fork',
  device: one.head.device,
  chain: one.head.chain,
  proof: [await halfOf(one), await halfOf(other)],
});

/** Whether a record proves what it says, about the device whose key this is, in this circle. */
export const isFork = async (
  { device, chain, proof }: Fork,
  circle: string,
  signKey: string,
): Promise<boolean> => {
  const [one, other] = proof.map(readHalf);
  if (!one || !other || equal(one.whole, other.whole) || placeOf(one.head) !== placeOf(other.head))
    return false;
  if (one.head.device !== device || one.head.chain !== chain || one.head.circle !== circle)
    return false;
  const genuine = await Promise.all(
    [one, other].map(({ signed, signature }) => verify(signKey, 'envelope', signed, signature)),
  );
  return genuine.every(Boolean);
};

const placeOf = ({ circle, document, device, chain, sequence }: EnvelopeHead): string =>
  [circle, document, device, chain, sequence].join(' ');

const halfOf = async (envelope: Envelope): Promise<string> =>
  toText(concat(await signedPart(envelope), envelope.signature));

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
