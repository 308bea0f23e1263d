import { settings, type Settings } from '$lib/app/settings';
import { isLanguage } from '$lib/i18n/language.svelte';
import { speak } from '$lib/i18n/m.svelte';

let state = $state<'opening' | 'ready' | 'trouble'>('opening');

/** Whether the words are here: until then a page shows what it was built with. */
export const booted = {
  get state() {
    return state;
  },
};

/** Makes the app speak and look as this device wants it, now and whenever that changes. Once a page. */
export const boot = async (): Promise<void> => {
  try {
    await wear(settings.read());
    state = 'ready';
  } catch (cause) {
    console.error(cause);
    state = 'trouble';
    return;
  }
  settings.onChanged((next) => void wear(next));
};

/** The language that the page's own script found, unless one was chosen. */
const wear = async ({ language, appearance, textSize }: Settings): Promise<void> => {
  const root = document.documentElement;
  setData(root, 'appearance', appearance);
  setData(root, 'text', textSize);
  const next = language ?? (isLanguage(root.lang) ? root.lang : 'en');
  await speak(next);
  root.lang = next;
};

const setData = (root: HTMLElement, name: string, value: string | undefined): void => {
  if (value === undefined) delete root.dataset[name];
  else root.dataset[name] = value;
};
