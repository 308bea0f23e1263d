/**
 * Takes back one thing that was done, as far as it still stands, and gives what does it again.
 * Runs within a transaction of the document it belongs to (DOC8).
 *
 * Yjs' own UndoManager is not used: it keeps erased words in the document for as long as they could come back,
 * deletes a nested container (and with it what others wrote into it) to undo its adding, and skips on to an older
 * edit when the newest one no longer stands.
 */
export type Undo = () => Undo;

/** Several as one, taken back in the opposite order. */
export const together =
  (undos: readonly Undo[]): Undo =>
  () =>
    together([...undos].reverse().map((undo) => undo()));
