import { createSubscriber } from 'svelte/reactivity';
import { settings, type Settings } from '$lib/app/settings';

const follow = createSubscriber((update) => settings.onChanged(update));

/** What this device remembers of how it wants to be read; follows changes, in other tabs too. */
export const device = {
  get settings(): Settings {
    follow();
    return settings.read();
  },
};
