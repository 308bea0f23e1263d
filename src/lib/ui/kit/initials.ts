/**
 * One or two letters to know somebody by: the first of the first and of the last word of the name.
 * Titles such as "Mr." are passed over where a name follows. An empty name gives a dot.
 */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const own = words.filter((word) => !/^\p{L}{1,4}\.$/u.test(word));
  const named = own.length > 0 ? own : words;
  const first = letter(named[0]);
  const last = named.length > 1 ? letter(named.at(-1)) : '';
  return `${first}${last}` || '·';
};

let characters: Intl.Segmenter | undefined;

/** Whole characters as people see them: an emoji or an accent is never cut. */
const letter = (word: string | undefined): string => {
  if (!word) return '';
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  const [first] = characters.segment(word);
  return (first?.segment ?? '').toLocaleUpperCase();
};
