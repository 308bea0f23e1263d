import type { Vault } from '../vault/port';
import { markErasing, partsErasing, unmarkErasing } from './erasing';
import { keptOrNot } from './keptOrNot';

/**
 * Cuts words that were erased out of what this device keeps of a plan, so that no copy stays in older pieces (PLAN15). What
 * storage refuses is done once storage is well again, and what a killed page left by the next one.
 */
export class CuttingOut {
  readonly #vault: Vault;
  readonly #planId: string;
  readonly #rewrite: (parts: readonly string[]) => Promise<void>;
  /** Storage could not cut them out yet. */
  waits = false;
  #marks = 0;
  #cutting: Promise<void> = Promise.resolve();

  /** @param rewrite makes what is kept of documents anew, from what stands in them */
  constructor(vault: Vault, planId: string, rewrite: (parts: readonly string[]) => Promise<void>) {
    this.#vault = vault;
    this.#planId = planId;
    this.#rewrite = rewrite;
  }

  /** Words are about to be erased that may stand in these documents; where that cannot be noted, they are cut out all the same. */
  async mark(parts: readonly string[]): Promise<void> {
    this.#marks += 1;
    await keptOrNot(markErasing(this.#vault, this.#planId, parts));
  }

  cut(parts: readonly string[]): Promise<void> {
    const cut = this.#cutting.then(async () => {
      const upTo = this.#marks;
      this.waits = false;
      const came = await keptOrNot(this.#rewrite(parts));
      if (came !== 'saved') this.waits = true;
      else if (upTo === this.#marks) await keptOrNot(unmarkErasing(this.#vault, this.#planId));
    });
    this.#cutting = cut.catch(() => {});
    return cut;
  }

  /** What a page that is gone left to be cut out; nothing where it left nothing. */
  left(): Promise<readonly string[]> {
    return partsErasing(this.#vault, this.#planId);
  }

  /** Resolves once nothing is under way. */
  settled(): Promise<void> {
    return this.#cutting;
  }
}
