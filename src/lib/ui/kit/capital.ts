/** The text with its first letter large, as a line begins; emoji and accents stay whole. */
export const capital = (text: string): string => {
  const [first = ''] = text;
  return first.toLocaleUpperCase() + text.slice(first.length);
};
