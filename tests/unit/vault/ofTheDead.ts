import { Killed } from './killableBrowser';

/**
 * Requests of the dead tab, most of them inside y-indexeddb: nobody waits for them, and in a browser they
 * die with it. Any other rejection is passed on.
 */
const others = process.listeners('unhandledRejection');
const ofTheDead = (reason: unknown, promise: Promise<unknown>) => {
  const died =
    reason instanceof Killed ||
    (reason instanceof Error && `${reason.name} ${reason.message}`.includes('AbortError')) ||
    (reason instanceof Error && reason.stack?.includes('lib0') === true) ||
    (typeof reason === 'object' && reason !== null && 'eventPath' in reason);
  if (!died) for (const listener of others) listener(reason, promise);
};

/** Hears of the rejections of living tabs only, in a file's tests. */
export const hearOnlyTheLiving = (
  beforeAll: (work: () => void) => void,
  afterAll: (work: () => void) => void,
): void => {
  beforeAll(() => {
    process.removeAllListeners('unhandledRejection');
    process.on('unhandledRejection', ofTheDead);
  });
  afterAll(() => {
    process.off('unhandledRejection', ofTheDead);
    for (const listener of others) process.on('unhandledRejection', listener);
  });
};
