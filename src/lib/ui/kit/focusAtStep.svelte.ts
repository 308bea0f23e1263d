import { tick, untrack } from 'svelte';
import { isFocusLost } from './isFocusLost';

/**
 * For a page of several steps: a link to another step, and "back" from it, change the address behind the `#` alone. The router
 * tells nobody of that, and what was tapped is gone: `focus` gives the focus a place. Called while a component is made.
 */
export const focusAtStep = (step: () => unknown, focus: () => void): void => {
  let before = untrack(step);
  $effect(() => {
    const now = step();
    if (now === before) return;
    before = now;
    void tick().then(() => {
      if (isFocusLost()) focus();
    });
  });
};
