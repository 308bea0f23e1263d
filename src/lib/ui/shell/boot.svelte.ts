import { idleMoment, nextTask } from '$lib/app/moments';
import { settings, type Settings } from '$lib/app/settings';
import { sayDayHeading } from '$lib/i18n/format';
import { isLanguage } from '$lib/i18n/language.svelte';
import { allWordsAreHere, speak } from '$lib/i18n/words.svelte';

/** Home and Today say nothing but the early words; all other places wait for the rest. */
const firstPlaces: readonly string[] = ['', 'today'];

let state = $state<'opening' | 'ready' | 'trouble'>('opening');

/** Whether the words of a place are here: until then its page shows what it was built with. Reactive. */
export const stateOf = (place: string): 'opening' | 'ready' | 'trouble' =>
  state === 'ready' && !isFirstPlace(place) && !allWordsAreHere() ? 'opening' : state;

let allWanted = false;
let booting: Promise<void> | undefined;

/** Makes the app speak and look as this device wants it, now and whenever that changes. Once a page. */
export const boot = (place: string): Promise<void> => {
  allWanted = !isFirstPlace(place);
  return (booting ??= begin());
};

const begin = async (): Promise<void> => {
  try {
    await wear(settings.read(), allWanted);
    await wakeDates();
    state = 'ready';
  } catch (cause) {
    console.error(cause);
    state = 'trouble';
    return;
  }
  settings.onChanged((next) => void wear(next, allWanted));
};

/** The first date that a browser says takes a slow phone as long as painting a page: it gets a task of its own. */
const wakeDates = async (): Promise<void> => {
  await nextTask();
  sayDayHeading('2000-01-01');
  await nextTask();
};

/** Brings the words of all places: a place needs them, or there is time. */
export const bringAllWords = async (): Promise<void> => {
  if (allWanted) return;
  allWanted = true;
  await booting;
  await wear(settings.read(), true).catch((cause: unknown) => {
    console.error(cause);
    state = 'trouble';
  });
};

/** Brings them when there is nothing else to do, and from this device where the app is kept on it. */
export const bringAllWordsLater = async (): Promise<void> => {
  await navigator.serviceWorker?.ready;
  await idleMoment();
  await bringAllWords();
};

export const isFirstPlace = (place: string): boolean => firstPlaces.includes(place);

/** The language that the page's own script found, unless one was chosen. */
const wear = async (
  { language, appearance, textSize }: Settings,
  allWords: boolean,
): Promise<void> => {
  const root = document.documentElement;
  setData(root, 'appearance', appearance);
  setData(root, 'text', textSize);
  const next = language ?? (isLanguage(root.lang) ? root.lang : 'en');
  await speak(next, allWords);
  root.lang = next;
};

const setData = (root: HTMLElement, name: string, value: string | undefined): void => {
  if (value === undefined) delete root.dataset[name];
  else root.dataset[name] = value;
};
