import type { Hash } from '../domain/circle/record';

/** What this device knows of one chain: a run of one tab of a device (LED1). */
export interface Chain {
  /** `device.chain`, as facts' keys begin. */
  readonly key: string;
  readonly device: string;
  /** The Yjs client id its structs carry. */
  readonly client: number;
  /** How many of its first envelopes a start covers, and the hash of the last of them: they are not here. */
  readonly covered: number;
  readonly coveredHash: Hash | undefined;
  readonly coveredHashes: string;
  /** Of the envelopes after those, in their order. */
  readonly hashes: Hash[];
  /** The next Yjs clock after each of them; the first stands for what is covered. */
  readonly clocks: number[];
  /** The envelope that was not allowed: nothing after it counts (LED2). Absent while all of it counts. */
  end: { readonly hash: Hash; readonly bytes: Uint8Array } | undefined;
}

/** What stands for the first envelopes of a chain (LED5). */
export interface Covered {
  /** How many they are. */
  readonly sequence: number;
  /** Of the last of them. */
  readonly hash: Hash;
  /** The Yjs clock after them. */
  readonly clock: number;
  /** The beginnings of all their hashes, one after another, so that what builds on one of them finds it. */
  readonly earlier: string;
}

/** Letters of a hash that are enough to know it by: 60 bits. */
export const short = 10;

/** Of many beginnings, one after another, the one of a place; absent where there is none. */
export const beginningIn = (earlier: string, sequence: number): string | undefined =>
  earlier.slice((sequence - 1) * short, sequence * short) || undefined;

/** Where an envelope stands. */
interface Place {
  readonly chain: Chain;
  readonly sequence: number;
}

/** From one's own sequence on, another chain's sequence is known: pairs, both growing. */
type Steps = { from: number; seen: number }[];

/**
 * Which envelopes are here, and what each of them builds on: whether something lies in the causal past of an envelope
 * can be told for any of them, also long after (LED2). Kept as what each chain learned when, so that it stays small.
 */
export class Causality {
  readonly #chains = new Map<string, Chain>();
  readonly #byClient = new Map<number, Chain>();
  readonly #places = new Map<Hash, Place>();
  /** By the beginning of the hash: of what starts stand for there is no more, and a name has to mean the same everywhere. */
  readonly #beginnings = new Map<string, Place>();
  readonly #learned = new Map<Chain, Map<Chain, Steps>>();
  /** Envelopes that nothing here builds on yet. */
  readonly #leaves = new Set<Hash>();

  get chains(): Iterable<Chain> {
    return this.#chains.values();
  }

  /** What the next envelope of this device builds on. */
  get leaves(): readonly Hash[] {
    return [...this.#leaves];
  }

  chain(key: string): Chain | undefined {
    return this.#chains.get(key);
  }

  chainOfClient(client: number): Chain | undefined {
    return this.#byClient.get(client);
  }

  has(hash: Hash): boolean {
    return this.placeOf(hash) !== undefined;
  }

  placeOf(hash: Hash): Place | undefined {
    return this.#places.get(hash) ?? this.#beginnings.get(hash.slice(0, short));
  }

  /** Begins a chain. `covered`: a start stands for its first envelopes, the last of which had this hash and next clock. */
  begin(chain: Pick<Chain, 'key' | 'device' | 'client'>, covered?: Covered): Chain {
    const begun: Chain = {
      ...chain,
      covered: covered?.sequence ?? 0,
      coveredHash: covered?.hash,
      coveredHashes: covered?.earlier ?? '',
      hashes: [],
      clocks: [covered?.clock ?? 0],
      end: undefined,
    };
    this.#chains.set(chain.key, begun);
    if (covered) this.#claim(begun);
    this.#learned.set(begun, new Map());
    for (let at = 0; covered && at < covered.sequence; at += 1)
      this.#beginnings.set(covered.earlier.slice(at * short, (at + 1) * short), {
        chain: begun,
        sequence: at + 1,
      });
    return begun;
  }

  /** Lets go of a chain of which a start covers more than is here. */
  forget(chain: Chain): void {
    for (const hash of chain.hashes) {
      this.#places.delete(hash);
      this.#beginnings.delete(hash.slice(0, short));
      this.#leaves.delete(hash);
    }
    this.#chains.delete(chain.key);
    this.#learned.delete(chain);
    if (this.#byClient.get(chain.client) === chain) this.#byClient.delete(chain.client);
  }

  /** What would stand for all of a chain; absent while there is nothing of it. */
  cover(chain: Chain): Covered | undefined {
    const hash = this.lastHash(chain);
    return hash === undefined
      ? undefined
      : {
          sequence: this.lengthOf(chain),
          hash,
          clock: this.nextClock(chain),
          earlier: chain.coveredHashes + chain.hashes.map((one) => one.slice(0, short)).join(''),
        };
  }

  /** The sequence of the last envelope of a chain that is here or covered. */
  lengthOf(chain: Chain): number {
    return chain.covered + chain.hashes.length;
  }

  /** The hash of the last one, here or covered; absent where there is none. */
  lastHash(chain: Chain): Hash | undefined {
    return chain.hashes.at(-1) ?? chain.coveredHash;
  }

  /** The hash at a place; absent when it is covered or not here. */
  hashAt(chain: Chain, sequence: number): Hash | undefined {
    return chain.hashes[sequence - chain.covered - 1];
  }

  /** The beginning of the hash at a place, here or covered; absent where there is none. */
  beginningAt(chain: Chain, sequence: number): string | undefined {
    return sequence > chain.covered
      ? this.hashAt(chain, sequence)?.slice(0, short)
      : beginningIn(chain.coveredHashes, sequence);
  }

  /** The envelope that wrote a Yjs clock; absent when it is covered or not here. */
  hashOfClock(chain: Chain, clock: number): Hash | undefined {
    if (clock < (chain.clocks[0] ?? 0)) return undefined;
    return chain.hashes[sequenceOf(chain.clocks, clock) - 1];
  }

  /** The Yjs clock after all that a chain wrote. */
  nextClock(chain: Chain): number {
    return chain.clocks.at(-1) ?? 0;
  }

  /** Learns, before its content is looked at, what the next envelope of a chain builds on. */
  learn(chain: Chain, after: readonly Hash[]): void {
    const from = this.lengthOf(chain) + 1;
    for (const hash of after) {
      const place = this.placeOf(hash);
      if (!place || place.chain === chain) continue;
      this.#note(chain, place.chain, from, place.sequence);
      for (const [other, steps] of this.#learned.get(place.chain) ?? [])
        if (other !== chain) this.#note(chain, other, from, seenAt(steps, place.sequence));
    }
  }

  /** The next envelope of a chain counts. */
  add(chain: Chain, hash: Hash, clock: number, after: readonly Hash[]): void {
    const last = this.lastHash(chain);
    this.#claim(chain);
    if (last !== undefined) this.#leaves.delete(last);
    for (const one of after) this.#leaves.delete(one);
    chain.hashes.push(hash);
    chain.clocks.push(clock);
    const place = { chain, sequence: this.lengthOf(chain) };
    this.#places.set(hash, place);
    this.#beginnings.set(hash.slice(0, short), place);
    this.#leaves.add(hash);
  }

  /**
   * Whether a Yjs place lies in what a chain knows by now. Places of clients that belong to no chain were there before
   * anything was shared: `base` says up to which clock.
   */
  knows(chain: Chain, client: number, clock: number, base: ReadonlyMap<number, number>): boolean {
    if (client === chain.client) return clock < this.nextClock(chain);
    const owner = this.#byClient.get(client);
    if (!owner) return clock < (base.get(client) ?? 0);
    if (clock < (owner.clocks[0] ?? 0)) return true;
    const needed = owner.covered + sequenceOf(owner.clocks, clock);
    const steps = this.#learned.get(chain)?.get(owner);
    return steps !== undefined && seenAt(steps, Infinity) >= needed;
  }

  /** A client id is the chain's of which something counted first: no other takes it away. */
  #claim(chain: Chain): void {
    if (!this.#byClient.has(chain.client)) this.#byClient.set(chain.client, chain);
  }

  #note(chain: Chain, other: Chain, from: number, seen: number): void {
    if (seen === 0) return;
    const learned = this.#learned.get(chain);
    const steps = learned?.get(other);
    if (!steps) {
      learned?.set(other, [{ from, seen }]);
      return;
    }
    const last = steps.at(-1);
    if (last && last.seen >= seen) return;
    if (last?.from === from) last.seen = seen;
    else steps.push({ from, seen });
  }
}

/** What was known when the chain itself stood at a sequence. */
const seenAt = (steps: Steps, sequence: number): number => {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle]?.from ?? Infinity) <= sequence) low = middle + 1;
    else high = middle;
  }
  return steps[low - 1]?.seen ?? 0;
};

/** Which envelope after the covered ones wrote a clock: counted from 1. */
const sequenceOf = (clocks: readonly number[], clock: number): number => {
  let low = 0;
  let high = clocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clocks[middle] ?? Infinity) <= clock) low = middle + 1;
    else high = middle;
  }
  // Beyond all that is here.
  return low === clocks.length ? Infinity : low;
};
