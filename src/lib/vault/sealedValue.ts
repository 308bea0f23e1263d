import type { Value } from './port';

/** A small value as it is stored: AES-256-GCM over its JSON, bound to its name. app.html opens one by itself. */
export interface SealedValue {
  readonly format: 1;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly bytes: ArrayBuffer;
}

/** No plain value holds bytes. */
export const isSealed = (kept: unknown): kept is SealedValue =>
  typeof kept === 'object' &&
  kept !== null &&
  (kept as Partial<SealedValue>).format === 1 &&
  (kept as Partial<SealedValue>).iv instanceof Uint8Array &&
  (kept as Partial<SealedValue>).bytes instanceof ArrayBuffer;

/** @param json the value, as JSON */
export const sealValue = async (
  key: CryptoKey,
  name: string,
  json: string,
): Promise<SealedValue> => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const content = new TextEncoder().encode(json);
  return { format: 1, iv, bytes: await crypto.subtle.encrypt(how(iv, name), key, content) };
};

/** The value; `null` if it cannot be opened, so that it is not taken for one that was never kept. */
export const openValue = async (
  key: CryptoKey | undefined,
  name: string,
  kept: SealedValue,
): Promise<Value> => {
  if (!key) return null;
  try {
    const content = await crypto.subtle.decrypt(how(kept.iv, name), key, kept.bytes);
    return JSON.parse(new TextDecoder().decode(content)) as Value;
  } catch {
    return null;
  }
};

const how = (iv: Uint8Array<ArrayBuffer>, name: string): AesGcmParams => ({
  name: 'AES-GCM',
  iv,
  additionalData: new TextEncoder().encode(`value ${name}`),
});
