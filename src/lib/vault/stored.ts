import { crc32 } from './crc32';

/** The first byte of what is sealed; another one would mean another way of sealing. */
const format = 1;
const ivLength = 12;
const tagLength = 16;
const crcLength = 4;

/** What stored bytes were, once opened. */
export interface Opened {
  readonly content: Uint8Array;
  /** False: they lay there as an earlier version, or a browser that can keep no key, stored them. */
  readonly sealed: boolean;
}

/**
 * Makes the bytes that are stored for one document, and reads them again (VAU1). Everything goes through
 * here on its way to the disk and on its way back, and nowhere else.
 */
export interface Seal {
  /** Whether what it makes says nothing to who has no key. */
  readonly seals: boolean;
  /** @param purpose what it is for: it opens for nothing else, and for no other document */
  seal(content: Uint8Array, purpose: string): Promise<Uint8Array<ArrayBuffer>>;
  /** `undefined` if they are not what was once stored here for this purpose. */
  open(stored: unknown, purpose: string): Promise<Opened | undefined>;
}

/**
 * AES-256-GCM: a format byte, 12 random bytes, the ciphertext with its tag. Fewer than 2³² of them are ever
 * made with one key of one device, so that random ones do not repeat.
 *
 * @param key absent where the browser can keep none: then bytes are stored as they are, with a CRC-32 before them
 * @param of the document
 */
export const sealOf = (key: CryptoKey | undefined, of: string): Seal => ({
  seals: key !== undefined,
  seal: async (content, purpose) => {
    if (!key) return asItIs(content);
    const iv = crypto.getRandomValues(new Uint8Array(ivLength));
    const sealed = await crypto.subtle.encrypt(how(iv, of, purpose), key, content as BufferSource);
    const stored = new Uint8Array(1 + ivLength + sealed.byteLength);
    stored[0] = format;
    stored.set(iv, 1);
    stored.set(new Uint8Array(sealed), 1 + ivLength);
    return stored;
  },
  open: async (stored, purpose) => {
    if (!(stored instanceof Uint8Array)) return undefined;
    if (key && stored[0] === format && stored.length >= 1 + ivLength + tagLength) {
      const iv = stored.slice(1, 1 + ivLength);
      const sealed = stored.subarray(1 + ivLength) as Uint8Array<ArrayBuffer>;
      try {
        const content = await crypto.subtle.decrypt(how(iv, of, purpose), key, sealed);
        return { content: new Uint8Array(content), sealed: true };
      } catch {
        // Damaged, or an older one whose CRC begins with that byte.
      }
    }
    const content = asItWas(stored);
    return content && { content, sealed: false };
  },
});

const how = (iv: Uint8Array<ArrayBuffer>, of: string, purpose: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`${purpose} ${of}`),
});

const asItIs = (content: Uint8Array): Uint8Array<ArrayBuffer> => {
  // A copy of its own: storing a view would store the whole buffer that it looks into.
  const stored = new Uint8Array(crcLength + content.length);
  new DataView(stored.buffer).setUint32(0, crc32(content));
  stored.set(content, crcLength);
  return stored;
};

const asItWas = (stored: Uint8Array): Uint8Array | undefined => {
  if (stored.length < crcLength) return undefined;
  const content = stored.subarray(crcLength);
  const said = new DataView(stored.buffer, stored.byteOffset, crcLength).getUint32(0);
  return said === crc32(content) ? content : undefined;
};
