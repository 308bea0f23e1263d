/** Something that cannot be judged yet, and what it waits for. */
interface Waiting<Item> {
  readonly item: Item;
  readonly size: number;
  readonly key: string;
}

/** What waits for something that is not here yet (LED2). Bounded: the oldest is let go of, and asked for again later. */
export class WaitingRoom<Item> {
  readonly #most: { readonly items: number; readonly bytes: number };
  readonly #all = new Map<string, Waiting<Item>>();
  readonly #byKey = new Map<string, Set<string>>();
  #bytes = 0;

  constructor(most = { items: 5_000, bytes: 16 * 1024 * 1024 }) {
    this.#most = most;
  }

  get size(): number {
    return this.#all.size;
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  /** @param key what it waits for */
  add(name: string, item: Item, size: number, key: string): void {
    this.#drop(name);
    this.#all.set(name, { item, size, key });
    this.#bytes += size;
    const names = this.#byKey.get(key);
    if (names) names.add(name);
    else this.#byKey.set(key, new Set([name]));
    for (const oldest of this.#all.keys()) {
      if (this.#all.size <= this.#most.items && this.#bytes <= this.#most.bytes) break;
      this.#drop(oldest);
    }
  }

  /** What waited for this comes out. */
  take(key: string): Item[] {
    const names = [...(this.#byKey.get(key) ?? [])];
    const items = names.flatMap((name) => {
      const one = this.#all.get(name);
      return one ? [one.item] : [];
    });
    for (const name of names) this.#drop(name);
    return items;
  }

  /** All of which this holds come out, whatever they wait for. */
  takeWhere(holds: (item: Item) => boolean): Item[] {
    const found = [...this.#all].filter(([, { item }]) => holds(item));
    for (const [name] of found) this.#drop(name);
    return found.map(([, { item }]) => item);
  }

  #drop(name: string): void {
    const one = this.#all.get(name);
    if (!one) return;
    this.#all.delete(name);
    this.#bytes -= one.size;
    const names = this.#byKey.get(one.key);
    names?.delete(name);
    if (names?.size === 0) this.#byKey.delete(one.key);
  }
}
