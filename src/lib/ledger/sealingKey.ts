import { forCrypto } from './bytes';

/** An epoch's key, as sealing needs it. */
export const sealingKey = (key: Uint8Array): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', forCrypto(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
