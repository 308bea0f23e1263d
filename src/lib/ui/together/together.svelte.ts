import { untrack } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import { keptOrNot } from '../../app/keptOrNot';
import type { Together, TogetherRefusal, TogetherView } from '../../app/together/port';
import { togetherOf } from '../../app/together/together';
import type { Result } from '../../domain/result';
import { address } from '../address';

/** A plan among devices whose changes the screens follow. */
export class LiveTogether {
  readonly #follow: () => void;

  constructor(readonly its: Together) {
    this.#follow = createSubscriber((update) => its.onChanged(update));
  }

  /** Reactive. */
  get view(): TogetherView {
    this.#follow();
    return this.its.view;
  }
}

/** The code for sharing and how the plan stands: both take a moment to be here. */
class Coming {
  #live: LiveTogether | undefined;
  #isStuck = false;
  // No `$state`: it is made while something is being derived, which would then not follow it.
  readonly #follow: () => void;

  constructor(readonly planId: string) {
    const opened = togetherOf(planId).then(
      (its) => void (this.#live = new LiveTogether(its)),
      (cause: unknown) => {
        console.error(cause);
        this.#isStuck = true;
      },
    );
    this.#follow = createSubscriber((update) => {
      if (!this.#live) void opened.then(update);
    });
  }

  get live(): LiveTogether | undefined {
    this.#follow();
    return this.#live;
  }

  get isStuck(): boolean {
    this.#follow();
    return this.#isStuck;
  }
}

let coming: Coming | undefined;

/** The plan of the address among devices; absent until it is here. Reactive. */
export const togetherHere = (): LiveTogether | undefined => {
  const id = address.p;
  if (id === undefined) return undefined;
  if (coming?.planId !== id) coming = untrack(() => new Coming(id));
  return coming.live;
};

/** Whether it did not open: storage gives or takes nothing, most likely. Reactive. */
export const togetherStuck = (): boolean =>
  coming?.planId === address.p && coming?.isStuck === true;

/** One thing asked for at a time: whether it is under way, and why it was not done. */
export class Asking {
  #busy = $state(false);
  #refusal = $state.raw<TogetherRefusal>();

  get busy(): boolean {
    return this.#busy;
  }

  /** Why the last thing was not done; absent when it was. */
  get refusal(): TogetherRefusal | undefined {
    return this.#refusal;
  }

  /** Asks for it. Absent when it was not done, or something else is under way. */
  async run<Value>(
    ask: () => Promise<Result<Value, TogetherRefusal>>,
  ): Promise<{ readonly value: Value } | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    this.#refusal = undefined;
    try {
      let came: Result<Value, TogetherRefusal> | undefined;
      await keptOrNot(ask().then((answer) => (came = answer)));
      if (came?.ok) return { value: came.value };
      this.#refusal = came?.refusal ?? { kind: 'notKept' };
      return undefined;
    } finally {
      this.#busy = false;
    }
  }
}
