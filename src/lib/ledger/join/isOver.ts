/** Two clocks that nobody set can be this far apart, in ms. */
const APART = 5 * 60_000;
/** A device with the wrong day or time zone may still ask: those inside know better. In ms. */
const WRONG_DAY = 36 * 60 * 60_000;
/** How long after its end somebody who comes with an invitation is still told what became of it, in ms. */
const TOLD = 24 * 60 * 60_000;

/** Whether those inside no longer let anybody in with it; `now` in ms since 1970. */
export const isOver = (until: string, now: number): boolean => now > Date.parse(until) + APART;

/** Whether a newcomer need not even ask, however wrong the own clock may be. */
export const isLongOver = (until: string, now: number): boolean =>
  now > Date.parse(until) + WRONG_DAY;

/** Whether its seed is still of use: for who is let in with it, or for who is told why not. */
export const isOfUse = (until: string, now: number): boolean => now < Date.parse(until) + TOLD;
