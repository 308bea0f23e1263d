import type { StorageState, Vault } from './port';

/** What the browser itself says of its storage; it says nothing on plain http, and old ones never do. */
const manager = (): Partial<StorageManager> | undefined =>
  (globalThis.navigator as Navigator | undefined)?.storage as StorageManager | undefined;

/** Asks the browser to keep what is stored. */
export const askToPersist: Vault['persist'] = async () => {
  try {
    const storage = manager();
    if ((await storage?.persisted?.()) === true) return 'kept';
    const kept = await storage?.persist?.();
    return kept === undefined ? 'unknown' : kept ? 'kept' : 'mayBeCleared';
  } catch {
    return 'unknown';
  }
};

/** What it says without being asked for anything. */
export const storageState = async (): Promise<Omit<StorageState, 'sealed'>> => {
  const storage = manager();
  const [persisted, estimate] = await Promise.all([
    storage?.persisted?.().catch(() => undefined),
    storage?.estimate?.().catch(() => undefined),
  ]);
  return { persisted, used: estimate?.usage, quota: estimate?.quota };
};
