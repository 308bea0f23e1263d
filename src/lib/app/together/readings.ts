import type { CirclePart } from '../../domain/circle/record';
import type { Ledger } from '../../ledger/ledger';

/** How long nothing changes before it is worked out what can be read, in milliseconds. */
const calm = 3_000;

/**
 * What can be read from each part, as a short text, to be compared with what others read from the same envelopes (LED6). Worked
 * out while nothing happens, and never while somebody writes: it goes through the whole document.
 */
export class Readings {
  readonly #ledger: Ledger;
  readonly #onNew: () => void;
  /** By part: from which envelopes, and what is read. */
  readonly #known = new Map<CirclePart, { readonly from: string; readonly reading: string }>();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ledger: Ledger, onNew: () => void) {
    this.#ledger = ledger;
    this.#onNew = onNew;
  }

  /** Of those that are known from just these envelopes. */
  of(digests: Readonly<Record<string, string>>): Record<string, string> {
    return Object.fromEntries(
      [...this.#known].flatMap(([part, { from, reading }]) =>
        digests[part] === from ? [[part, reading]] : [],
      ),
    );
  }

  /** From which envelopes it is known what is read; absent while it is not. */
  from(part: CirclePart): string | undefined {
    return this.#known.get(part)?.from;
  }

  /** Somebody has the same envelopes: as soon as nothing happens it is worked out what is read. */
  wanted(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#workOut(), calm);
  }

  /** A part was judged anew. */
  forget(part: CirclePart): void {
    this.#known.delete(part);
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  async #workOut(): Promise<void> {
    let news = false;
    for (const part of this.#ledger.parts) {
      const from = await this.#ledger.digest(part);
      if (this.#known.get(part)?.from === from) continue;
      const reading = await this.#ledger.reading(part);
      if (reading === undefined) continue;
      this.#known.set(part, { from, reading });
      news = true;
    }
    if (news) this.#onNew();
  }
}
