/**
 * Reads bytes from outside, field by field, and never throws: past the end it gives nothing and says so afterwards (`isWhole`),
 * so that what reads with it has to ask once.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  #at = 0;
  #short = false;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** How far it has read. */
  get at(): number {
    return this.#at;
  }

  /** Whether all that was asked for was there, and nothing is left. */
  get isWhole(): boolean {
    return !this.#short && this.#at === this.#bytes.length;
  }

  take(length: number): Uint8Array {
    if (this.#bytes.length - this.#at < length) this.#short = true;
    if (this.#short) return new Uint8Array(0);
    return this.#bytes.subarray(this.#at, (this.#at += length));
  }

  u8(): number {
    return this.take(1)[0] ?? 0;
  }

  u32(): number {
    return this.take(4).reduce((value, byte) => value * 256 + byte, 0);
  }

  /** As many as a byte says, of `length` bytes each. */
  list(length: number): Uint8Array[] {
    return Array.from({ length: this.u8() }, () => this.take(length));
  }
}
