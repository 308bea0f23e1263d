/** Absent on plain http and where there are no tabs, whatever the types say. */
const locks = (): LockManager | undefined =>
  (globalThis.navigator as Navigator | undefined)?.locks as LockManager | undefined;

/** Resolves once this tab holds a lock, which it does from then on for as long as it lives. */
export const holdLock = (name: string): Promise<void> =>
  new Promise((held) => {
    const granted = (): Promise<never> => {
      held();
      return new Promise(() => {});
    };
    const known = locks();
    if (known) void known.request(name, granted);
    else held();
  });

/** Does something where nobody else holds that lock; else not. */
export const whenFree = async (name: string, task: () => Promise<void>): Promise<void> => {
  const known = locks();
  if (known)
    await known.request(name, { ifAvailable: true }, (free) => (free ? task() : undefined));
  else await task();
};
