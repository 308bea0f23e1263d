/** One splice of a text: at `index`, take out `removed` characters (UTF-16) and put in `inserted`. */
export interface Splice {
  readonly index: number;
  readonly removed: number;
  readonly inserted: string;
}

const isLowSurrogate = (text: string, index: number): boolean => {
  const unit = text.charCodeAt(index);
  return unit >= 0xdc00 && unit <= 0xdfff;
};

/** The one splice that turns `was` into `now`; never cuts a surrogate pair in two. */
export const spliceBetween = (was: string, now: string): Splice => {
  let start = 0;
  const shorter = Math.min(was.length, now.length);
  while (start < shorter && was[start] === now[start]) start++;
  while (start > 0 && (isLowSurrogate(was, start) || isLowSurrogate(now, start))) start--;
  let end = 0;
  while (end < shorter - start && was[was.length - 1 - end] === now[now.length - 1 - end]) end++;
  while (
    end > 0 &&
    (isLowSurrogate(was, was.length - end) || isLowSurrogate(now, now.length - end))
  )
    end--;
  return {
    index: start,
    removed: was.length - end - start,
    inserted: now.slice(start, now.length - end),
  };
};

/**
 * The splice to make on `current` so that what a person did between `was` and `now` is kept
 * and what others did between `was` and `current` is kept too (PLAN10).
 */
export const mergeSplice = (current: string, was: string, now: string): Splice => {
  const own = spliceBetween(was, now);
  if (current === was) return own;
  const others = spliceBetween(was, current);
  const shift = others.inserted.length - others.removed;
  if (own.index >= others.index + others.removed) return { ...own, index: own.index + shift };
  if (own.index + own.removed <= others.index) return own;
  // Both touched the same stretch: take out only what still stands of it, and keep both insertions.
  const before = Math.max(0, others.index - own.index);
  const after = Math.max(0, own.index + own.removed - (others.index + others.removed));
  return before > 0
    ? { index: own.index, removed: before, inserted: own.inserted }
    : { index: others.index + others.inserted.length, removed: after, inserted: own.inserted };
};

export const applySplice = (text: string, { index, removed, inserted }: Splice): string =>
  text.slice(0, index) + inserted + text.slice(index + removed);
