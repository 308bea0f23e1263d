import type { Presence } from './port';

const LARGEST = 256;

/** Presence of a room: what this device shows goes out over every proven connection, as one small frame. */
export class RoomPresence implements Presence {
  #own: Uint8Array | undefined;
  readonly others = new Map<string, Uint8Array>();
  readonly #listeners = new Set<() => void>();

  /** @param tell sends a value to all who are connected; empty: no more shown */
  constructor(readonly tell: (value: Uint8Array) => void) {}

  /** What a new connection is told first. Absent: nothing. */
  get own(): Uint8Array | undefined {
    return this.#own;
  }

  show(value: Uint8Array | undefined): void {
    if (value && (value.length > LARGEST || value.length === 0))
      throw new RangeError(`a presence of ${value.length} bytes`);
    this.#own = value?.slice();
    this.tell(value ?? new Uint8Array());
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What somebody proven shows. Passed over if it is too large. */
  hear(key: string, value: Uint8Array): void {
    if (value.length > LARGEST) return;
    if (value.length > 0) this.others.set(key, value);
    else if (!this.others.delete(key)) return;
    this.#say();
  }

  /** Somebody is gone. */
  forget(key: string): void {
    if (this.others.delete(key)) this.#say();
  }

  #say(): void {
    for (const listener of this.#listeners) listener();
  }
}
