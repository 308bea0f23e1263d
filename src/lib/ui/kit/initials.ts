/**
 * Two letters to know somebody by: the first of the first and of the last word of the name; of a name of one word
 * the first two, so that Rosa and Rubén are told apart. Titles such as "Mr." are passed over where a name follows.
 * An empty name gives a dot.
 */
export const initials = (name: string): string => {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const own = words.filter((word) => !/^\p{L}{1,4}\.$/u.test(word));
  const named = own.length > 0 ? own : words;
  const [first = '', second = ''] = letters(named[0]);
  const [last = ''] = letters(named.at(-1));
  const beside = named.length > 1 ? last.toLocaleUpperCase() : second;
  return `${first.toLocaleUpperCase()}${beside}` || '·';
};

let characters: Intl.Segmenter | undefined;

/** The first two whole characters as people see them, an emoji or an accent never cut; a point is none. */
const letters = (word = ''): string[] => {
  const text = word.replace(/\.$/u, '');
  // Nothing here is made of several: no need to ask, which takes long for every face of a plan.
  if (/^\p{Script=Latin}*$/u.test(text)) return [...text].slice(0, 2);
  characters ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return [...characters.segment(text)].slice(0, 2).map(({ segment }) => segment);
};
