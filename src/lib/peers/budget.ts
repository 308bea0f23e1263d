import type { Budgets } from './port';

/** A first sync of the largest plan fits in many times; an endless stream does not. */
export const GENEROUS: Budgets = {
  bytesAtOnce: 64 * 1024 * 1024,
  bytesPerSecond: 16 * 1024 * 1024,
  piecesAtOnce: 4_000,
  piecesPerSecond: 1_000,
};

/** A beat every few seconds, a question now and then: each is answered, so that many of them cost this end too. */
export const MANNERS: Budgets = {
  bytesAtOnce: 64 * 1024,
  bytesPerSecond: 1024,
  piecesAtOnce: 64,
  piecesPerSecond: 4,
};

/** Says whether one more piece of so many bytes, at this moment (ms), is still within what may be sent. */
export const spending = (budgets: Budgets): ((bytes: number, now: number) => boolean) => {
  let { bytesAtOnce: bytesLeft, piecesAtOnce: piecesLeft } = budgets;
  let since: number | undefined;
  return (bytes, now) => {
    const seconds = Math.max(0, now - (since ?? now)) / 1000;
    since = now;
    bytesLeft = Math.min(budgets.bytesAtOnce, bytesLeft + seconds * budgets.bytesPerSecond) - bytes;
    piecesLeft = Math.min(budgets.piecesAtOnce, piecesLeft + seconds * budgets.piecesPerSecond) - 1;
    return bytesLeft >= 0 && piecesLeft >= 0;
  };
};
