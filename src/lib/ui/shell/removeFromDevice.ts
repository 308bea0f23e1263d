import { announce } from '../kit/live.svelte';
import { letGoOf } from '../plan.svelte';

const listeners = new Set<() => void>();

/** Calls back when a plan left this device from here; other tabs hear of it by storage. Returns how to stop. */
export const onRemoved = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Takes a plan off this device, after one has gone away from it, and says so in these words. */
export const removeFromDevice = async (planId: string, words: string): Promise<void> => {
  const { removePlan } = await import('$lib/app/removePlan');
  // Nothing of it is open while it goes.
  await letGoOf(planId);
  await removePlan(planId);
  for (const listener of listeners) listener();
  announce(words);
};
