import { alone } from '../vault/alone';

const patience = 10_000;
let last: Promise<unknown> = Promise.resolve();

/**
 * Changes what stands under a key. One change after another, other tabs' included: each builds on the one before, or what one
 * of them notes would be lost to another.
 */
export const oneByOne = (key: string, change: () => Promise<void>): Promise<void> => {
  const changed = last.then(() => alone(key, true, patience, change));
  last = changed.catch(() => {});
  return changed;
};
