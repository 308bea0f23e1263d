import type { CirclePart } from '../../domain/circle/record';
import type { Ledger } from '../../ledger/ledger';
import type { SealRefusal } from '../../ledger/sealer';
import type { DocumentStore, Vault } from '../../vault/port';
import { newChain } from '../newChain';
import type { NotKept } from './notKept';
import { readUnsealed } from './readUnsealed';
import { whenFree } from './tabLocks';
import { nowOrLater, type Unkept } from './unkept';
import { chainLock, forgetUnsealed, type Unsealed } from './unsealed';

/** How often what another tab wrote is waited for. */
const tries = 40;

/** What sealing takes of the engine. */
export interface SealingMeans {
  readonly vault: Vault;
  readonly plan: string;
  readonly ledger: Ledger;
  readonly notKept: NotKept;
  readonly unkept: Unkept;
  readonly store: (part: CirclePart) => Promise<DocumentStore>;
  /** Makes sure that this device may write there. */
  readonly ready: (part: CirclePart) => Promise<void>;
  /** Keeps what had to be made before: starts, and records of the log. */
  readonly keep: (
    part: CirclePart,
    start: readonly Uint8Array[],
    records: readonly Uint8Array[],
    refused?: () => void,
  ) => Promise<void>;
  /** An envelope is kept now. */
  readonly kept: (part: CirclePart, envelope: Uint8Array) => void;
  readonly at: () => string;
  readonly onChanged: () => void;
}

/** Seals what the tabs of this device write, and what tabs that are gone left unsealed. */
export class OwnSealing {
  readonly #means: SealingMeans;
  /** By part and chain, what is sealed last. */
  readonly #last = new Map<string, Promise<unknown>>();
  #arrivals: (() => void)[] = [];
  #left = 0;

  constructor(means: SealingMeans) {
    this.#means = means;
  }

  /** Changes of this device that could not be sealed: they stay on it. */
  get left(): number {
    return this.#left;
  }

  /** Seals an update; answers the envelope, to be kept together with it. */
  seal(part: CirclePart, chain: string, update: Uint8Array): Promise<Uint8Array | SealRefusal> {
    // One after another, as they were written: the next one builds on it.
    const place = `${part} ${chain}`;
    const before = this.#last.get(place) ?? Promise.resolve();
    const sealing = before.then(() => this.#sealWhenKnown(part, chain, update));
    this.#last.set(
      place,
      sealing.catch(() => {}),
    );
    return sealing;
  }

  /** Seals what tabs that are gone kept and did not come to seal. What storage refuses now is gone on with once it keeps it. */
  async sealLeft(): Promise<void> {
    const { vault, plan } = this.#means;
    let found = await readUnsealed(vault, plan);
    let left = found.length;
    // One may build on another.
    for (let before = left + 1; left > 0 && left < before;) {
      before = left;
      for (const one of found) await nowOrLater(this.#adopt(one));
      found = await readUnsealed(vault, plan);
      left = found.length;
    }
    this.#left = left;
  }

  /** How many of a chain of this device are sealed. What is kept of it unsealed is of this chain, whatever comes first. */
  lengthOf({ part, chain }: Unsealed): number {
    const { ledger } = this.#means;
    const { causality } = ledger.part(part);
    return causality.lengthOf(ledger.part(part).chainOf({ device: ledger.device, chain }));
  }

  /** Another tab kept something: what is to be sealed may build on it. */
  arrived(): void {
    for (const tell of this.#arrivals.splice(0)) tell();
  }

  async #sealWhenKnown(
    part: CirclePart,
    chain: string,
    update: Uint8Array,
  ): Promise<Uint8Array | SealRefusal> {
    await this.#means.ready(part);
    for (let left = tries; ; left -= 1) {
      const sealed = await this.#seal(part, chain, update);
      if (typeof sealed !== 'string') return sealed;
      if (sealed !== 'notKnown' || left === 0) {
        this.#left += 1;
        this.#means.onChanged();
        return sealed;
      }
      // It may build on what a tab wrote that is gone.
      if (left === tries) await this.sealLeft();
      else await this.#nextArrival();
    }
  }

  async #seal(
    part: CirclePart,
    chain: string,
    update: Uint8Array,
    refused?: () => void,
  ): Promise<Uint8Array | SealRefusal> {
    const { ledger, notKept, keep, at } = this.#means;
    const sealed = await ledger.seal(part, chain, update, at(), newChain);
    if (!sealed.ok) return sealed.refusal;
    const { envelope, start, records } = sealed.value;
    notKept.add(envelope, ledger.part(part));
    await keep(part, start, records, refused);
    return envelope;
  }

  /** Resolves once it is sealed and kept, or storage refuses it now: until that is kept nobody else seals in its chain. */
  #adopt(one: Unsealed): Promise<void> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const refused = (): void => {
        isLate = true;
        resolve();
      };
      whenFree(chainLock(one.chain), () => this.#adoptAlone(one, refused))
        .then(() => (isLate ? this.sealLeft() : resolve()))
        .catch(reject);
    });
  }

  async #adoptAlone(one: Unsealed, refused: () => void): Promise<void> {
    const { vault, plan, ledger, unkept, ready, store, kept } = this.#means;
    const { part, chain, place, update } = one;
    await ready(part);
    const opened = await store(part);
    // Another tab may have sealed it meanwhile.
    const here: Uint8Array[] = [];
    await opened.envelopes((some) => here.push(...some));
    await ledger.take(here);
    const length = this.lengthOf(one);
    if (length < place) {
      const sealed =
        length === place - 1 ? await this.#seal(part, chain, update, refused) : undefined;
      if (!(sealed instanceof Uint8Array)) return;
      await unkept.later(opened.append(update, sealed), refused);
      kept(part, sealed);
    }
    await forgetUnsealed(vault, plan, one);
  }

  #nextArrival(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, 100);
      this.#arrivals.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
