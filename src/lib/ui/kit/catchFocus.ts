import { tick } from 'svelte';
import { isFocusLost } from './isFocusLost';

/** After something was answered that is gone now: the focus goes to the page's title, and nothing moves. */
export const catchFocus = async (): Promise<void> => {
  await tick();
  if (isFocusLost()) document.querySelector('h1')?.focus({ preventScroll: true });
};
