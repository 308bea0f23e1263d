import { turnTo, type Language } from './language.svelte';
import type { Early, Late, Messages } from './messages';

interface Book {
  readonly early: () => Promise<{ early: Early }>;
  readonly late: () => Promise<{ late: Late }>;
}

/**
 * Each language is two files of its own: only the one that is read comes over the network,
 * and what the first screens do not say comes after them.
 */
const books: Record<Language, Book> = {
  en: { early: () => import('./en/early'), late: () => import('./en/late') },
  es: { early: () => import('./es/early'), late: () => import('./es/late') },
};

let words = $state.raw<Early | Messages>();

/**
 * Turns the app to a language. Resolves once its words are there, all of them or only those of the first screens;
 * until then the words before stay. Rejects when the language's file cannot be had.
 */
export const speak = async (language: Language, allWords = true): Promise<void> => {
  const book = books[language];
  const [{ early }, late] = await Promise.all([book.early(), allWords ? book.late() : undefined]);
  words = late ? { ...early, ...late.late } : early;
  turnTo(language);
};

/** Whether the words of every place are there, and not only those of the first screens. Reactive. */
export const allWordsAreHere = (): boolean => words !== undefined && 'story' in words;

/** What is spoken now, by place. Screens read it as `m`: of `early.ts` where only early words are sure to be here. */
export const spoken: Messages = new Proxy({} as Messages, {
  get: (_, place: keyof Messages) => {
    const known = words as Partial<Messages> | undefined;
    if (!known?.[place]) throw new Error(`the words of ${String(place)} were asked for too early`);
    return known[place];
  },
});
