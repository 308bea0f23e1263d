import { announce } from '../kit/live.svelte';
import { stands, type Acted } from '../plan.svelte';

/** Why something was not done, or not kept. */
export type NotDone = Exclude<Acted, string>;

/** One thing a screen does at a time: whether it goes on, and why it was not done. */
export class Doing {
  #busy = $state(false);
  #refusal = $state.raw<NotDone>();

  get busy(): boolean {
    return this.#busy;
  }

  /** Why the last thing was not done; absent when it was. */
  get refusal(): NotDone | undefined {
    return this.#refusal;
  }

  /** Does it; says so to those who listen once it is durable. True when it stands. */
  async run(act: () => Promise<Acted>, said?: string): Promise<boolean> {
    if (this.#busy) return false;
    this.#busy = true;
    this.#refusal = undefined;
    try {
      const acted = await act();
      if (acted === 'saved' && said !== undefined) announce(said, 'seen');
      if (stands(acted)) return true;
      if (typeof acted !== 'string') this.#refusal = acted;
      return false;
    } finally {
      this.#busy = false;
    }
  }

  /** The refusal has been read, or what it was about is another thing now. */
  clear(): void {
    this.#refusal = undefined;
  }
}
