import * as z from 'zod/mini';

z.config({ jitless: true });

/**
 * What this device remembers of how it wants to be read. Nothing of a plan stands here.
 * It lives in localStorage, because the page must know language and appearance before its first paint.
 */
const Settings = z.object({
  language: z.exactOptional(z.enum(['en', 'es'])),
  appearance: z.exactOptional(z.enum(['light', 'dark', 'contrast'])),
  textSize: z.exactOptional(z.enum(['normal', 'large', 'larger'])),
  /** A neutral title on every page. */
  discreet: z.exactOptional(z.boolean()),
  /** What an earlier version kept here; it stands in the vault now (moveDeviceName.ts). */
  deviceName: z.exactOptional(z.string()),
  /** Where *Leave quickly* goes. */
  leaveTo: z.exactOptional(z.string()),
  readAloud: z.exactOptional(z.boolean()),
});
export type Settings = z.infer<typeof Settings>;

const key = 'settings';

const read = (): Settings => {
  try {
    const parsed = Settings.safeParse(JSON.parse(localStorage.getItem(key) ?? '{}'));
    return parsed.success ? parsed.data : {};
  } catch {
    // No storage, or something else wrote there: the defaults are good.
    return {};
  }
};

/** Changes some settings; `undefined` goes back to the default. Where nothing can be kept they hold until the page closes. */
const write = (patch: { [K in keyof Settings]: Settings[K] | undefined }): Settings => {
  const next = Object.fromEntries(
    Object.entries({ ...current, ...patch }).filter(([, value]) => value !== undefined),
  ) as Settings;
  current = next;
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // Said by the storage state; the choice still holds on this page.
  }
  for (const listener of listeners) listener(next);
  return next;
};

let current: Settings = typeof localStorage === 'undefined' ? {} : read();
const listeners = new Set<(settings: Settings) => void>();

/** Calls back whenever a setting changes, in this tab or another. Returns how to stop. */
const onChanged = (listener: (settings: Settings) => void): (() => void) => {
  const fromOtherTab = (event: StorageEvent): void => {
    if (event.key !== key) return;
    current = read();
    listener(current);
  };
  listeners.add(listener);
  addEventListener('storage', fromOtherTab);
  return () => {
    listeners.delete(listener);
    removeEventListener('storage', fromOtherTab);
  };
};

export const settings = { read: (): Settings => current, write, onChanged };
