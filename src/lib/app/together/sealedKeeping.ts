import type { PartName } from '../../document/planDocument';
import type { DocumentStore, Vault } from '../../vault/port';
import { keptOrNot } from '../keptOrNot';
import { holdLock } from './tabLocks';
import { chainLock, forgetUnsealed, keepUnsealed } from './unsealed';

/** How long what was written waits to be kept in its envelope, in milliseconds; after that it is kept as it is. */
const patience = 50;
const nothing = new Uint8Array(0);

/** Answers the envelope; 'refused' where this update can never have one, 'failed' where nobody sealed it now. */
export type SealUpdate = (
  part: PartName,
  chain: string,
  update: Uint8Array,
) => Promise<Uint8Array | 'refused' | 'failed'>;

/**
 * Keeps what this tab writes into one document of a shared plan. Where sealing takes a moment, or cannot be done now, it is
 * kept at once as it is, with a note of it, and its envelope follows; of a tab that is gone the next one finds the note and
 * seals it. In the order in which it was written, all of it.
 */
export class SealedKeeping {
  readonly #vault: Vault;
  readonly #planId: string;
  readonly #part: PartName;
  readonly #seal: SealUpdate;
  readonly #onRefused: (chain: string) => void;
  readonly #places = new Map<string, number>();
  readonly #held = new Map<string, Promise<void>>();
  #turn: Promise<unknown> = Promise.resolve();
  #late: Promise<unknown> = Promise.resolve();

  constructor(
    about: { readonly vault: Vault; readonly planId: string; readonly part: PartName },
    seal: SealUpdate,
    onRefused: (chain: string) => void,
  ) {
    this.#vault = about.vault;
    this.#planId = about.planId;
    this.#part = about.part;
    this.#seal = seal;
    this.#onRefused = onRefused;
  }

  /** Resolves once it is durable, sealed or not. Rejects as the store does. */
  keep(store: Promise<DocumentStore>, chain: string, update: Uint8Array): Promise<void> {
    const place = (this.#places.get(chain) ?? 0) + 1;
    this.#places.set(chain, place);
    const sealing = this.#seal(this.#part, chain, update);
    void sealing.then((sealed) => sealed === 'refused' && this.#onRefused(chain));
    const begun = this.#turn.then(async () => {
      const opened = await store;
      const soon = await Promise.race([sealing, moment(patience)]);
      if (soon instanceof Uint8Array) {
        await this.#late;
        return { durable: opened.append(update, soon) };
      }
      const note = { part: this.#part, chain, place };
      const noted = await this.#note({ ...note, update });
      // What cannot be noted is kept with its envelope or not at all: nothing would find it later.
      if (!noted) {
        const sealed = await sealing;
        return {
          durable: opened.append(update, sealed instanceof Uint8Array ? sealed : undefined),
        };
      }
      const durable = opened.append(update);
      this.#late = this.#late
        .then(async () => {
          const sealed = await sealing;
          if (!(sealed instanceof Uint8Array)) return;
          // Also where storage refuses now: it tries both again, in this order.
          await Promise.all([durable, opened.append(nothing, sealed)]);
          await forgetUnsealed(this.#vault, this.#planId, note);
        })
        // The note stays, and whoever opens the plan next finds it.
        .catch(() => {});
      return { durable };
    });
    this.#turn = begun.catch(() => {});
    return begun.then(({ durable }) => durable);
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    await this.#turn;
    await this.#late;
  }

  async #note(one: Parameters<typeof keepUnsealed>[2]): Promise<boolean> {
    await this.#hold(one.chain);
    return (await keptOrNot(keepUnsealed(this.#vault, this.#planId, one))) === 'saved';
  }

  /** As long as this tab lives it seals in this chain, and nobody else does. */
  #hold(chain: string): Promise<void> {
    const known = this.#held.get(chain);
    if (known) return known;
    const held = holdLock(chainLock(chain));
    this.#held.set(chain, held);
    return held;
  }
}

const moment = (milliseconds: number): Promise<undefined> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
