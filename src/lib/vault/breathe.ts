/** Work of one go, in milliseconds, before the page gets to breathe: keeps taps answered on a slow phone. */
const spell = 30;

interface Yielding {
  readonly scheduler?: { readonly yield?: () => Promise<void> };
}

/** Ends a task: the page answers what waits, then the work goes on. */
export const rest = (): Promise<void> => {
  const { scheduler } = globalThis as Yielding;
  if (scheduler?.yield) return scheduler.yield();
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
};

/** Begins some long work: call what it returns between two parts, and wait for it. */
export const breathing = (): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < spell) return;
    await rest();
    since = performance.now();
  };
};
