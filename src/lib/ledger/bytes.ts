/** Bytes of their own, as WebCrypto and data channels want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Bytes as base64url without padding. */
export const toText = (bytes: Uint8Array): string => {
  let binary = '';
  for (let at = 0; at < bytes.length; at += 1) binary += String.fromCharCode(bytes[at] as number);
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
};

/** What `toText` wrote; `undefined` for anything else, so that one thing is written in one way. */
export const fromText = (text: string): Bytes | undefined => {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let at = 0; at < binary.length; at += 1) bytes[at] = binary.charCodeAt(at);
  // The last letter may carry bits that no byte has.
  return toText(bytes.subarray(bytes.length - (bytes.length % 3))) ===
    text.slice(text.length - (text.length % 4))
    ? bytes
    : undefined;
};

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

export const concat = (...parts: readonly ArrayLike<number>[]): Bytes => {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

export const equal = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, at) => byte === other[at]);

/** A number of 32 bits, the big end first. */
export const u32 = (value: number): Bytes =>
  Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** So many bytes of chance. */
export const randomBytes = (length: number): Bytes =>
  crypto.getRandomValues(new Uint8Array(length));

/** The same bytes as WebCrypto's types want them; nothing here stands in shared memory. */
export const forCrypto = (bytes: Uint8Array): Bytes => bytes as Bytes;

/** SHA-256. */
export const hash = async (bytes: Uint8Array): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', forCrypto(bytes)));
