/** Sets of small numbers, in 32 bits a word. */
export type Bits = Uint32Array;

export const noBits = (size: number): Bits => new Uint32Array((size + 31) >>> 5);
export const hasBit = (bits: Bits, at: number): boolean =>
  (((bits[at >>> 5] as number) >>> (at & 31)) & 1) === 1;
export const addBit = (bits: Bits, at: number): void => {
  bits[at >>> 5] = (bits[at >>> 5] as number) | (1 << (at & 31));
};
export const addBits = (bits: Bits, others: Bits): void => {
  for (let word = 0; word < bits.length; word += 1)
    bits[word] = (bits[word] as number) | (others[word] as number);
};
export const holdsBits = (bits: Bits, others: Bits): boolean =>
  others.every((word, at) => (word & ~(bits[at] as number)) === 0);
