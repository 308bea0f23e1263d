import type { Messages } from './en';
import { turnTo, type Language } from './language.svelte';

/** Each language is a file of its own: only the one that is read comes over the network. */
const books: Record<Language, () => Promise<{ messages: Messages }>> = {
  en: () => import('./en'),
  es: () => import('./es'),
};

let words = $state.raw<Messages>();

/**
 * Turns the app to a language. Resolves once its words are on screen; until then the words before stay.
 * Rejects when the language's file cannot be had.
 */
export const speak = async (language: Language): Promise<void> => {
  const { messages } = await books[language]();
  words = messages;
  turnTo(language);
};

/**
 * Every word of the app in the language now spoken: `m.today.title`. Reactive. There are no words before the
 * first `speak` resolved: screens are shown after that.
 */
export const m: Messages = new Proxy({} as Messages, {
  get: (_, place: keyof Messages) => {
    if (!words) throw new Error(`m.${String(place)} was asked for before a language was spoken`);
    return words[place];
  },
});
