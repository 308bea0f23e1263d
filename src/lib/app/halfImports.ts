import type { Device } from './device';
import { documentId, readEntry } from './planEntry';

/** While a file comes in: the marks of those that are on their way, and the name of the lock that says so. */
const prefix = 'importing/';

export const markOf = (planId: string): string => prefix + planId;

/** Takes off this device what has come in so far of a plan that will not be one. */
export const dropHalf = async ({ vault }: Device, planId: string): Promise<void> => {
  const kept = await vault.get(markOf(planId));
  const parts = Array.isArray(kept) ? kept.map(String) : [];
  for (const part of parts) await vault.remove(documentId(planId, part));
};

/** Clears away what imports that were cut short (a killed tab) left half done. */
export const clearHalfImports = async (device: Device): Promise<void> => {
  const { vault } = device;
  for (const mark of await vault.keys(prefix)) {
    const planId = mark.slice(prefix.length);
    // An import that still runs in another tab holds this lock.
    await navigator.locks?.request(mark, { ifAvailable: true }, async (free) => {
      if (!free) return;
      // A plan with an entry came in whole; only its mark was left.
      if (!(await readEntry(vault, planId))) await dropHalf(device, planId);
      await vault.delete(mark);
    });
  }
};
