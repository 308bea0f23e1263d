import { createSubscriber } from 'svelte/reactivity';
import type { Joining, JoiningView } from '../../app/together/port';

/** Joining under way, followed by the screen. */
export class LiveJoining {
  readonly #follow: () => void;

  constructor(readonly its: Joining) {
    this.#follow = createSubscriber((update) => its.onChanged(update));
  }

  /** Reactive. */
  get view(): JoiningView {
    this.#follow();
    return this.its.view;
  }
}
