import { crc32 } from './crc32';

const headLength = 4;

/**
 * The bytes that are stored for an update, and sent to other tabs: CRC-32, then the update.
 * Every update goes through here on its way to the disk, and through `fromStored` on its way back,
 * and nowhere else: whoever changes what lies on the disk changes this file.
 */
export const toStored = (update: Uint8Array): Uint8Array<ArrayBuffer> => {
  // A copy of its own: storing a view would store the whole buffer that it looks into.
  const stored = new Uint8Array(headLength + update.length);
  new DataView(stored.buffer).setUint32(0, crc32(update));
  stored.set(update, headLength);
  return stored;
};

/** The update in stored bytes; `undefined` if they are not what was once stored. */
export const fromStored = (stored: unknown): Uint8Array | undefined => {
  if (!(stored instanceof Uint8Array) || stored.length < headLength) return undefined;
  const update = stored.subarray(headLength);
  const said = new DataView(stored.buffer, stored.byteOffset, headLength).getUint32(0);
  return said === crc32(update) ? update : undefined;
};
