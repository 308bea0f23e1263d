import type { Circle, Member } from '../domain/circle/circle';
import type { Chain } from './causality';
import type { Writing } from './content/faults';
import type { Replica } from './content/replica';
import { contentIn } from './content/structs';
import type { Documents } from './documents';
import { reopen } from './kept';
import type { PartLedger } from './partLedger';

/** Under which circumstances a member writes, as a state of the log says. */
export const writingOf = (
  circle: Circle,
  member: Member,
  chain: Chain,
  clock: number,
): Omit<Writing, 'knows' | 'was'> => ({
  device: member.device,
  chain: chain.key,
  formerly: member.letInBy === undefined ? circle.formerly : [],
  client: chain.client,
  clock,
  steers: member.role === 'steer',
  household: member.household,
  persons: member.persons,
});

/** Judges what envelopes say, with deleted content looked up in the envelope that brought it. */
export class Contents {
  readonly #documents: Documents;
  /** Deleted content that had to be looked up. */
  readonly #looked = new WeakMap<PartLedger, Map<string, unknown>>();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** Content that was deleted has to be looked up in its envelope; it is judged once more when it is here. */
  async judge(
    ledger: PartLedger,
    chain: Chain,
    update: Uint8Array,
    writing: Omit<Writing, 'knows' | 'was'>,
  ): Promise<ReturnType<Replica['judge']>> {
    const known = this.#looked.get(ledger) ?? new Map<string, unknown>();
    this.#looked.set(ledger, known);
    for (;;) {
      const wanted: (readonly [client: number, clock: number])[] = [];
      const judged = ledger.replica.judge(update, {
        ...writing,
        knows: (client, clock) => ledger.causality.knows(chain, client, clock, ledger.base),
        was: (client, clock) => {
          const place = `${client} ${clock}`;
          if (!known.has(place)) wanted.push([client, clock]);
          return known.get(place);
        },
      });
      if (wanted.length === 0) return judged;
      for (const [client, clock] of wanted)
        known.set(`${client} ${clock}`, await this.#at(ledger, client, clock));
    }
  }

  async #at(ledger: PartLedger, client: number, clock: number): Promise<unknown> {
    const chain = ledger.causality.chainOfClient(client);
    const of = chain && ledger.causality.hashOfClock(chain, clock);
    const bytes = of === undefined ? undefined : ledger.envelopes.get(of);
    const opened = bytes && (await reopen(this.#documents.log, bytes));
    return opened?.content && contentIn(opened.content, clock);
  }
}
