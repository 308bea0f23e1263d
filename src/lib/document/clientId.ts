/**
 * The Yjs client id of one run of one tab in one document: the same whenever it is worked out, so that the updates
 * of a chain can be checked against it. 32 bits; that two chains meet is so unlikely that it only has to be noticed.
 * FNV-1a with a final mix (MurmurHash3's).
 */
export const clientId = (documentId: string, device: string, chain: string): number => {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${documentId}\n${device}\n${chain}`))
    hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
};
