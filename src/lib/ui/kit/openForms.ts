import { createSubscriber } from 'svelte/reactivity';

const open = new Set<Element>();
let turn = (): void => {};
const follow = createSubscriber((update) => {
  turn = update;
  return () => (turn = () => {});
});

/** Forms whose words stand nowhere else yet: while one is open, nothing offers to load the page anew (SEC1). */
export const openForms = {
  /** Reactive. */
  get any(): boolean {
    follow();
    return open.size > 0;
  },
  /** To be attached to the form; it counts for as long as it stands on the page. */
  add: (form: Element): (() => void) => {
    open.add(form);
    turn();
    return () => {
      open.delete(form);
      turn();
    };
  },
};
