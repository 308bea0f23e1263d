import type { PartLedger } from '../../ledger/partLedger';

/** What was sealed here and is not kept yet: nobody else gets it before that (LED1). */
export class NotKept {
  readonly #stands = new Map<string, PartLedger>();

  /** @param part where it stands */
  add(envelope: Uint8Array, part: PartLedger): void {
    this.#stands.set(endOf(envelope), part);
  }

  /** It is kept. Answers where it stood; absent: it was kept before, or is not of this engine. */
  take(envelope: Uint8Array): PartLedger | undefined {
    const end = endOf(envelope);
    const part = this.#stands.get(end);
    this.#stands.delete(end);
    return part;
  }

  /** Those that others may get. */
  without(envelopes: readonly Uint8Array[]): readonly Uint8Array[] {
    return this.#stands.size === 0
      ? envelopes
      : envelopes.filter((one) => !this.#stands.has(endOf(one)));
  }
}

/** A few bytes of its signature: enough to know it by. */
const endOf = (envelope: Uint8Array): string => envelope.subarray(-16).join();
