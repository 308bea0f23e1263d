/** A list of lines as one text that people can edit together: every item ends with a line break. */
export const joinLines = (items: readonly string[]): string =>
  items.map((item) => `${item.replace(/\\/g, '\\\\').replace(/\n/g, '\\n')}\n`).join('');

/** The items of such a text; a last line that nobody ended yet counts too. */
export const splitLines = (text: string): string[] => {
  const pieces = text.split('\n');
  if (pieces.at(-1) === '') pieces.pop();
  return pieces.map((piece) =>
    piece.replace(/\\(\\|n)/g, (_, escaped: string) => (escaped === 'n' ? '\n' : '\\')),
  );
};
