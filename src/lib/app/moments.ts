/** Absent where there is no page: a worker, a test. */
const seenPage = (): Document | undefined => globalThis.document as Document | undefined;

/** Resolves after the next frame was painted, or at once on a page that nobody sees. */
export const painted = (): Promise<void> =>
  new Promise((resolve) => {
    if (seenPage()?.visibilityState !== 'visible') resolve();
    else requestAnimationFrame(() => setTimeout(resolve));
  });

/**
 * Resolves in a task of its own: the page answers what waits in between. By a message and not by a time-out: a chain of
 * those is held to four milliseconds each.
 */
export const nextTask = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });

/** Runs now and then when the page has nothing to do. Returns how to stop. */
export const whenIdle = (task: () => void): (() => void) => {
  let stopped = false;
  const later = setInterval(() => idle(() => stopped || task()), 60_000);
  idle(() => stopped || task());
  return () => {
    stopped = true;
    clearInterval(later);
  };
};

/** Runs whenever the page is no longer seen. Returns how to stop. */
export const whenHidden = (task: () => void): (() => void) => whenTurned('hidden', task);

/** Runs whenever the page comes back to the front. Returns how to stop. */
export const whenShown = (task: () => void): (() => void) => whenTurned('visible', task);

const whenTurned = (to: DocumentVisibilityState, task: () => void): (() => void) => {
  const page = seenPage();
  const onChange = (): void => {
    if (page?.visibilityState === to) task();
  };
  page?.addEventListener('visibilitychange', onChange);
  return () => page?.removeEventListener('visibilitychange', onChange);
};

/** Resolves when the page has nothing else to do, or after five seconds. */
export const idleMoment = (): Promise<void> => new Promise((resolve) => idle(() => resolve()));

const idle = (task: () => void): void => {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(task, { timeout: 5_000 });
  else setTimeout(task, 1_000);
};
