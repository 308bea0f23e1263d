import type { DeviceId, DeviceKeys } from '../domain/circle/record';
import { concat, forCrypto, fromText, hash, toText, utf8 } from './bytes';

/** The two pairs of keys of a device in one circle (CIR1), kept by the vault; their private halves never leave the browser. */
export interface DeviceKeyPairs {
  readonly sign: CryptoKeyPair;
  readonly agree: CryptoKeyPair;
}

/** Who this device is in one circle. */
export interface Identity {
  readonly device: DeviceId;
  readonly keys: DeviceKeys;
  /** Ed25519, 64 bytes. The purpose keeps what is signed for one thing from meaning another. */
  sign(purpose: string, bytes: Uint8Array): Promise<Uint8Array>;
  readonly agree: CryptoKeyPair;
}

export const generateKeys = async (): Promise<DeviceKeyPairs> => {
  const [sign, agree] = await Promise.all([
    crypto.subtle.generateKey('Ed25519', false, ['sign', 'verify']),
    crypto.subtle.generateKey('X25519', false, ['deriveBits']),
  ]);
  return { sign: sign as CryptoKeyPair, agree: agree as CryptoKeyPair };
};

export const identityFrom = async ({ sign, agree }: DeviceKeyPairs): Promise<Identity> => {
  const keys = { sign: await publicKey(sign), agree: await publicKey(agree) };
  return {
    device: await deviceId(keys),
    keys,
    sign: async (purpose, bytes) =>
      new Uint8Array(
        await crypto.subtle.sign('Ed25519', sign.privateKey, forCrypto(said(purpose, bytes))),
      ),
    agree,
  };
};

/** The id of the device that has these keys. */
export const deviceId = async ({ sign, agree }: DeviceKeys): Promise<DeviceId> =>
  toText((await hash(concat(raw(sign), raw(agree)))).subarray(0, 16));

/** Whether the owner of a key signed this for this purpose; false too for what is no key or no signature. */
export const verify = async (
  signKey: string,
  purpose: string,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<boolean> => {
  try {
    return await crypto.subtle.verify(
      'Ed25519',
      await verifyingKey(signKey),
      forCrypto(signature),
      forCrypto(said(purpose, bytes)),
    );
  } catch {
    return false;
  }
};

/** The keys asked for last: taking one in takes half as long as checking with it. */
const verifyingKeys = new Map<string, Promise<CryptoKey>>();

const verifyingKey = (signKey: string): Promise<CryptoKey> => {
  const key =
    verifyingKeys.get(signKey) ??
    crypto.subtle.importKey('raw', forCrypto(raw(signKey)), 'Ed25519', false, ['verify']);
  verifyingKeys.delete(signKey);
  verifyingKeys.set(signKey, key);
  for (const [oldest] of verifyingKeys) if (verifyingKeys.size > 64) verifyingKeys.delete(oldest);
  return key;
};

const said = (purpose: string, bytes: Uint8Array): Uint8Array =>
  concat(utf8(`lived-plan/${purpose}/1`), Uint8Array.of(0), bytes);

const raw = (key: string): Uint8Array => fromText(key) ?? new Uint8Array(0);

const publicKey = async (pair: CryptoKeyPair): Promise<string> =>
  toText(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
