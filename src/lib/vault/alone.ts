import { within } from './within';

/**
 * Runs work while no other tab runs work of that name (Web Locks; where there are none, changes of
 * history find out by themselves that another was faster).
 *
 * @param wait true: until the others are done, or a StorageError after so many milliseconds; false: not at all, if one is
 */
export const alone = async (
  name: string,
  wait: boolean,
  patience: number,
  work: () => Promise<void>,
): Promise<void> => {
  // Absent on plain http, whatever the types say.
  const locks = (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;
  if (!locks) return work();
  if (!wait) {
    await locks.request(name, { ifAvailable: true }, (lock) => (lock ? work() : undefined));
    return;
  }
  const giveUp = new AbortController();
  const asked = new Promise<() => void>((resolve, reject) => {
    locks
      .request(
        name,
        { signal: giveUp.signal },
        () => new Promise<void>((release) => resolve(release)),
      )
      .catch(reject);
  });
  let release: () => void;
  try {
    release = await within(patience, asked);
  } catch (error) {
    giveUp.abort();
    throw error;
  }
  try {
    await work();
  } finally {
    release();
  }
};
