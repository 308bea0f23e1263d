/** Names one run of one tab in a plan (LED1): 16 bytes of chance, as base64url without padding. */
export const newChain = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .slice(0, 22);
