/** In characters; as in the log of who is in. */
const MOST = 80;

/** What could hide a name, turn it around or break its line. */
const unseen = /[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** At least one sign that can be seen. */
const seen = /[\p{L}\p{N}\p{P}\p{S}]/u;

/** Whether a name that somebody outside says can stand on a screen inside. */
export const isName = (name: string): boolean =>
  name.trim() === name && [...name].length <= MOST && seen.test(name) && !unseen.test(name);

/** What somebody typed as a name that `isName`; empty when nothing is left. */
export const cleanName = (typed: string): string => {
  const plain = typed.replace(new RegExp(unseen, 'gu'), ' ').replace(/\s+/g, ' ').trim();
  const name = [...plain].slice(0, MOST).join('').trim();
  return isName(name) ? name : '';
};
