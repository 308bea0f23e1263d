/** What whoever gave no name is called in the plan, in the language in which they began it. */
export const unnamed = { en: 'Me', es: 'Yo' } as const;

/** Whether a name only stands for one that nobody gave: a sentence then says "my idea" and not "Me’s idea". */
export const isUnnamed = (name: string): boolean => name === unnamed.en || name === unnamed.es;
