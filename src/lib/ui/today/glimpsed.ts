/** Today as it was last seen, where it was painted on this page before the app came (app.html). */
const find = (): Element | null => document.querySelector('#glimpse > *');

export const isGlimpsed = (): boolean => find() !== null;

interface Glimpsed {
  readonly page: Element;
  /** Where the link leads on which the focus stood; absent when it stood elsewhere. */
  readonly focused: string | undefined;
}

/** Takes it from where it was painted, to be held until Today itself is drawn. Absent after the first time. */
export const takeGlimpse = (): Glimpsed | undefined => {
  const page = find();
  if (!page) return undefined;
  const at = document.activeElement;
  const focused = at && page.contains(at) ? (at.getAttribute('href') ?? undefined) : undefined;
  page.remove();
  return { page, focused };
};
