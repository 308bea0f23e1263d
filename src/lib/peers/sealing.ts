import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { utf8, type Bytes } from '../ledger/bytes';

/** The key that y-webrtc derives for a topic from its password. */
export const keyOf = async (password: string, topic: string): Promise<CryptoKey> => {
  const material = await crypto.subtle.importKey('raw', utf8(password), 'PBKDF2', false, [
    'deriveKey',
  ]);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', salt: utf8(topic), iterations: 100_000, hash: 'SHA-256' },
    material,
    { name: 'AES-GCM', length: 256 },
    false,
    ['encrypt', 'decrypt'],
  );
};

/** Seals what is told in a room, as y-webrtc does. */
export const seal = async (told: unknown, key: CryptoKey): Promise<Bytes> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = encoding.encode((encoder) =>
    encoding.writeAny(encoder, told as encoding.AnyEncodable),
  );
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, new Uint8Array(plain));
  return new Uint8Array(
    encoding.encode((encoder) => {
      encoding.writeVarString(encoder, 'AES-GCM');
      encoding.writeVarUint8Array(encoder, iv);
      encoding.writeVarUint8Array(encoder, new Uint8Array(cipher));
    }),
  );
};

/** Opens it; rejects when it was sealed with another key. */
export const unseal = async (sealed: Uint8Array, key: CryptoKey): Promise<unknown> => {
  const decoder = decoding.createDecoder(sealed);
  if (decoding.readVarString(decoder) !== 'AES-GCM') return undefined;
  const iv = new Uint8Array(decoding.readVarUint8Array(decoder));
  const cipher = new Uint8Array(decoding.readVarUint8Array(decoder));
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, cipher);
  return decoding.readAny(decoding.createDecoder(new Uint8Array(plain)));
};
