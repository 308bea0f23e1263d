import * as z from 'zod/mini';
import type { CirclePart } from '../../domain/circle/record';
import type { Ledger } from '../../ledger/ledger';
import type { Json } from '../../domain/json';
import type { Vault } from '../../vault/port';
import { reachedKey as key } from './circleKey';

z.config({ jitless: true });

/** By part and chain: up to which sequence another device has said to have it. */
const Reached = z.record(z.string(), z.record(z.string(), z.number()));

/** What of this device no other one has yet, as far as it was told. */
export class Ahead {
  readonly #vault: Vault;
  readonly #plan: string;
  #reached: z.infer<typeof Reached> = {};

  constructor(vault: Vault, plan: string) {
    this.#vault = vault;
    this.#plan = plan;
  }

  async read(): Promise<void> {
    const kept = Reached.safeParse(await this.#vault.get(key(this.#plan)));
    if (kept.success) this.#reached = kept.data;
  }

  /** How many changes of this device are nowhere else. */
  count(ledger: Ledger): number {
    let count = 0;
    for (const part of ledger.parts)
      for (const [chain, length] of own(ledger, part))
        count += Math.max(0, length - (this.#reached[part]?.[chain] ?? 0));
    return count;
  }

  /** Another device said that it has all of these parts. */
  async reached(ledger: Ledger, parts: readonly CirclePart[]): Promise<void> {
    const before = JSON.stringify(this.#reached);
    for (const part of parts)
      this.#reached = { ...this.#reached, [part]: Object.fromEntries(own(ledger, part)) };
    if (JSON.stringify(this.#reached) !== before)
      await this.#vault.set(key(this.#plan), this.#reached as Json);
  }
}

/** How long each chain is that this device wrote in a part; what only stands for something older is no change. */
const own = (ledger: Ledger, part: CirclePart): [chain: string, length: number][] => {
  const { causality, starts } = ledger.part(part);
  return [...causality.chains]
    .filter(({ device, key: chain }) => device === ledger.device && !starts.has(chain))
    .map((chain) => [chain.key, causality.lengthOf(chain)]);
};
