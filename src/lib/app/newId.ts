const letters = '0123456789abcdefghijklmnopqrstuvwxyz';

/** So many random letters and digits, from the browser's own source of chance. */
export const randomId = (length: number): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(length)), (byte) => letters[byte % 36]).join('');

let last = 0;

/** An id never given before. Ids of one tab sort in the order they were given, even when the clock is set back. */
export const newId = (): string => {
  last = Math.max(last + 1, Date.now());
  return `${last.toString(36).padStart(9, '0')}${randomId(8)}`;
};
