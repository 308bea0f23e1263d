import { createSubscriber } from 'svelte/reactivity';

const follow = createSubscriber((update) => {
  const timer = setInterval(update, 5_000);
  return () => clearInterval(timer);
});

/** Milliseconds since 1970; turns every few seconds while somebody looks. Reactive. */
export const now = (): number => {
  follow();
  return Date.now();
};
