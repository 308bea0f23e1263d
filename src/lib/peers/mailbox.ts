/** Messages that nobody listens to yet, in bytes. */
const MOST = 32 * 1024 * 1024;

/** Hands messages on; keeps those that come before anybody listens. */
export class Mailbox {
  readonly #listeners = new Set<(message: Uint8Array) => void>();
  #unheard: Uint8Array[] | undefined = [];
  #bytes = 0;

  /** False: too much that nobody heard. */
  put(message: Uint8Array): boolean {
    if (this.#unheard) {
      this.#bytes += message.length;
      this.#unheard.push(message);
      return this.#bytes <= MOST;
    }
    for (const listener of this.#listeners) listener(message);
    return true;
  }

  /** The first who listens is handed what came before. */
  listen(listener: (message: Uint8Array) => void): () => void {
    this.#listeners.add(listener);
    const unheard = this.#unheard ?? [];
    this.#unheard = undefined;
    for (const message of unheard) listener(message);
    return () => this.#listeners.delete(listener);
  }

  /** Nothing more is handed on, or kept. */
  close(): void {
    this.#unheard = undefined;
    this.#listeners.clear();
  }
}
