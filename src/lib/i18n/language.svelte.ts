/** The languages the app speaks. */
export const languages = ['en', 'es'] as const;
export type Language = (typeof languages)[number];

let now = $state<Language>('en');

/** The language on screen; changes at once for all who read it. `speak` of `words.svelte.ts` changes it. */
export const language = {
  get now(): Language {
    return now;
  },
};

/** For `speak` alone: words have to be there before the language turns. */
export const turnTo = (next: Language): void => {
  now = next;
};

/** Whether a text names a language that the app speaks. */
export const isLanguage = (text: string | undefined): text is Language =>
  (languages as readonly (string | undefined)[]).includes(text);
