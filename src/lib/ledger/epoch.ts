import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import * as z from 'zod/mini';
import type { Circle } from '../domain/circle/circle';
import { readersOf } from '../domain/circle/readersOf';
import type {
  CircleId,
  CirclePart,
  DeviceId,
  Hash,
  KnownBody,
  LogRecord,
} from '../domain/circle/record';
import { ok, refuse, type Result } from '../domain/result';
import { concat, forCrypto, fromText, hash, randomBytes, toText, utf8 } from './bytes';
import type { Identity } from './identity';

// The probe for `eval` would break the page's content security policy.
z.config({ jitless: true });

/** What a reader finds in a rotation: 32 bytes a key. `earlier`: keys of epochs that it could not open so far. */
export interface EpochKeys {
  readonly key: Uint8Array;
  readonly earlier: ReadonlyMap<Hash, Uint8Array>;
}

/** So many earlier keys fit into what is sealed for one reader. */
const mostPassedOn = 48;

/** Texts, and of another shape nothing: what a fellow member sealed is from outside too. */
const Payload = z.object({ key: z.string(), earlier: z.record(z.string(), z.string()) });

/**
 * A new key for a part, sealed for each of its readers now (LED5). `held`: keys of earlier epochs that this device has;
 * who comes new gets those that were current until now, so that what is still under way can be opened, and no older ones but
 * those under which something came late (`late`). `handed`: the key that is handed on, instead of a new one.
 */
export const openEpoch = async (
  circle: Circle,
  part: CirclePart,
  held: ReadonlyMap<Hash, Uint8Array>,
  late: ReadonlySet<Hash>,
  handed?: Uint8Array,
): Promise<{ key: Uint8Array; body: Extract<KnownBody, { type: 'rotate' }> }> => {
  // Where the circle meets stays the same when somebody comes in: who was away finds the others there.
  const meets =
    part === 'room'
      ? circle.epochs.get('room')?.findLast(({ epoch }) => held.has(epoch))
      : undefined;
  const key = handed ?? (meets && held.get(meets.epoch)) ?? randomBytes(32);
  const commitment = await commitmentTo(key);
  const epochs = circle.epochs.get(part) ?? [];
  const followed = new Set(epochs.flatMap(({ previous }) => previous));
  const current = epochs
    .filter(({ epoch }) => !followed.has(epoch) || late.has(epoch))
    .slice(-mostPassedOn);
  const sealed: Record<DeviceId, string> = {};
  for (const device of readersOf(circle, part)) {
    const earlier: Record<Hash, string> = {};
    // Whoever has a key has it for each epoch that was opened with it.
    const given = new Set([commitment]);
    for (const { epoch, readers, commitment: to } of current) {
      const earlierKey = held.get(epoch);
      if (!earlierKey || readers.has(device) || given.has(to)) continue;
      given.add(to);
      earlier[epoch] = toText(earlierKey);
    }
    sealed[device] = await sealFor(
      circle.devices.get(device)?.keys.agree ?? '',
      infoOf(circle.id, part, device),
      commitment,
      utf8(JSON.stringify({ key: toText(key), earlier })),
    );
  }
  const previous = current.map(({ epoch }) => epoch);
  return { key, body: { type: 'rotate', part, commitment, previous, sealed } };
};

/** The keys that a rotation holds for this device; a key is believed only if it is the one that was committed to. */
export const readEpoch = async (
  { device, agree }: Identity,
  circle: Circle,
  { body }: LogRecord,
): Promise<Result<EpochKeys, 'notForMe' | 'doesNotOpen' | 'otherKey'>> => {
  if (body.type !== 'rotate') return refuse('notForMe');
  const sealed = Object.hasOwn(body.sealed, device) ? body.sealed[device] : undefined;
  if (sealed === undefined) return refuse('notForMe');
  const info = infoOf(circle.id, body.part, device);
  const payload = await openFrom(agree, info, body.commitment, sealed);
  if (!payload) return refuse('doesNotOpen');
  const key = await committed(payload.key, body.commitment);
  if (!key) return refuse('otherKey');
  const earlier = new Map<Hash, Uint8Array>();
  for (const { epoch, commitment } of circle.epochs.get(body.part as CirclePart) ?? []) {
    const text = Object.hasOwn(payload.earlier, epoch) ? payload.earlier[epoch] : undefined;
    const earlierKey = text === undefined ? undefined : await committed(text, commitment);
    if (earlierKey) earlier.set(epoch, earlierKey);
  }
  return ok({ key, earlier });
};

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

const infoOf = (circle: CircleId, part: string, device: DeviceId): Uint8Array =>
  utf8(['lived-plan/epoch/1', circle, part, device].join('\n'));

const commitmentTo = async (key: Uint8Array): Promise<string> =>
  toText(await hash(concat(utf8('lived-plan/epoch/1'), key)));

/** A key of 32 bytes that is the one committed to. */
const committed = async (text: string, commitment: string): Promise<Uint8Array | undefined> => {
  const key = fromText(text);
  return key?.length === 32 && (await commitmentTo(key)) === commitment ? key : undefined;
};

/** Empty for a key that no secret can be agreed with: who brought it shall not keep the others from theirs. */
const sealFor = async (
  agree: string,
  info: Uint8Array,
  commitment: string,
  payload: Uint8Array,
): Promise<string> => {
  try {
    const key = forCrypto(fromText(agree) ?? new Uint8Array(0)).buffer;
    const recipientPublicKey = await suite.kem.importKey('raw', key, true);
    const sender = await suite.createSenderContext({ recipientPublicKey, info: forCrypto(info) });
    const ciphertext = await sender.seal(forCrypto(payload), forCrypto(utf8(commitment)));
    return toText(concat(new Uint8Array(sender.enc), new Uint8Array(ciphertext)));
  } catch {
    return '';
  }
};

const openFrom = async (
  recipientKey: CryptoKeyPair,
  info: Uint8Array,
  commitment: string,
  sealed: string,
): Promise<z.infer<typeof Payload> | undefined> => {
  try {
    const bytes = forCrypto(fromText(sealed) ?? new Uint8Array(0));
    const enc = bytes.slice(0, 32);
    const recipient = await suite.createRecipientContext({
      recipientKey,
      enc,
      info: forCrypto(info),
    });
    const payload = await recipient.open(bytes.slice(32), forCrypto(utf8(commitment)));
    return Payload.safeParse(JSON.parse(new TextDecoder().decode(payload))).data;
  } catch {
    return undefined;
  }
};
