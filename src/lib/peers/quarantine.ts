/** Milliseconds: the first time out, the longest, and how long until it is forgotten. */
const FIRST = 4_000;
const LONGEST = 10 * 60_000;
const FORGOTTEN = 30 * 60_000;
/** So many are remembered; who makes up new keys only pushes out who made up others. */
const MOST = 256;

interface Entry {
  strikes: number;
  until: number;
}

/** Who is kept out for a while, longer each time. Keys are those that were proven; '' stands for all that were not. */
export class Quarantine {
  readonly #entries = new Map<string, Entry>();

  /** Keeps out from now (ms); answers for how many milliseconds. */
  strike(key: string, now: number): number {
    const before = this.#entries.get(key);
    const strikes = before && now < before.until + FORGOTTEN ? before.strikes + 1 : 1;
    const rest = Math.min(LONGEST, FIRST * 2 ** (strikes - 1));
    this.#entries.delete(key);
    this.#entries.set(key, { strikes, until: now + rest });
    const oldest = this.#entries.keys().next();
    if (this.#entries.size > MOST && !oldest.done) this.#entries.delete(oldest.value);
    return rest;
  }

  holds(key: string, now: number): boolean {
    return now < (this.#entries.get(key)?.until ?? 0);
  }
}
