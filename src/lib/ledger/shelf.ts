import type { Hash } from '../domain/circle/record';

/** Bytes of a board; what is larger has one of its own. */
const length = 64 * 1024;

/** Where an envelope lies. */
const fields = 3;

/**
 * Envelopes by their hash, in the order they came, side by side in few long arrays: each in one of its own, ten thousand
 * small ones would weigh twice as much.
 */
export class Shelf {
  readonly #numbers = new Map<Hash, number>();
  readonly #boards: Uint8Array[] = [];
  /** How much of the last board is taken. */
  #taken = length;
  /** Board, begin and end of each, by its number. */
  #places = new Uint32Array(fields * 16);

  get size(): number {
    return this.#numbers.size;
  }

  has(hash: Hash): boolean {
    return this.#numbers.has(hash);
  }

  /** A copy: who sends it to another thread sends nothing else. Absent: there is none. */
  get(hash: Hash): Uint8Array | undefined {
    const number = this.#numbers.get(hash);
    return number === undefined ? undefined : this.#at(number);
  }

  /** What lies here already stays as it is. */
  add(hash: Hash, bytes: Uint8Array): void {
    if (this.has(hash)) return;
    const number = this.size;
    if (fields * (number + 1) > this.#places.length) {
      const longer = new Uint32Array(this.#places.length * 2);
      longer.set(this.#places);
      this.#places = longer;
    }
    if (this.#taken + bytes.length > length) {
      this.#boards.push(new Uint8Array(Math.max(length, bytes.length)));
      this.#taken = 0;
    }
    const end = this.#taken + bytes.length;
    this.#boards.at(-1)?.set(bytes, this.#taken);
    this.#places.set([this.#boards.length - 1, this.#taken, end], fields * number);
    this.#taken = end;
    this.#numbers.set(hash, number);
  }

  *values(): Generator<Uint8Array> {
    for (const number of this.#numbers.values()) yield this.#at(number);
  }

  *[Symbol.iterator](): Generator<readonly [Hash, Uint8Array]> {
    for (const [hash, number] of this.#numbers) yield [hash, this.#at(number)];
  }

  #at(number: number): Uint8Array {
    const [board = 0, begin = 0, end = 0] = this.#places.subarray(fields * number);
    return this.#boards[board]?.slice(begin, end) ?? new Uint8Array(0);
  }
}
