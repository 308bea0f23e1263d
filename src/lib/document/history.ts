import type { Id } from '../domain/plan/schema';
import { together, type Undo } from './undo';

/** What one command did, by the document it did it in. */
interface Done<Name> {
  /** Who was talking; absent: nobody was, and anybody may take it back. */
  readonly by: Id | undefined;
  readonly undos: ReadonlyMap<Name, Undo>;
  /** The records and facts it made. */
  readonly made: ReadonlySet<string>;
}

const furthestBack = 200;

/**
 * What was done here, to be taken back and done again in order, across documents, each person their own: on a shared
 * device nobody takes back, or learns of, what somebody else told (DOC8, UNSAFE). Forgets the oldest.
 */
export class History<Name> {
  readonly #done: Done<Name>[] = [];
  #undone: Done<Name>[] = [];

  canUndo(by: Id | undefined): boolean {
    return this.#done.some(isFor(by));
  }

  canRedo(by: Id | undefined): boolean {
    return this.#undone.some(isFor(by));
  }

  /** One command, as one step. What its person took back before cannot be done again after it. */
  add(
    undos: ReadonlyMap<Name, readonly Undo[]>,
    by: Id | undefined,
    made: ReadonlySet<string>,
  ): void {
    const all = new Map([...undos].map(([name, some]) => [name, together(some)]));
    this.#done.push({ by, undos: all, made });
    if (this.#done.length > furthestBack) this.#done.shift();
    this.#undone = this.#undone.filter((one) => !isFor(by)(one));
  }

  /** All of it stays for good. */
  forget(): void {
    this.#done.length = 0;
    this.#undone = [];
  }

  forgetUndone(): void {
    this.#undone = [];
  }

  /** What the step made that would be taken back next. */
  madeLast(by: Id | undefined): ReadonlySet<string> {
    return this.#done.findLast(isFor(by))?.made ?? new Set();
  }

  /** The step that would be taken back next stays for good. */
  settle(by: Id | undefined): void {
    const at = this.#done.findLastIndex(isFor(by));
    if (at >= 0) this.#done.splice(at, 1);
  }

  /** Runs within the transactions of all documents. */
  undo(by: Id | undefined): void {
    step(this.#done, this.#undone, by);
  }

  redo(by: Id | undefined): void {
    step(this.#undone, this.#done, by);
  }
}

const isFor =
  (by: Id | undefined) =>
  (done: { readonly by: Id | undefined }): boolean =>
    done.by === undefined || done.by === by;

const step = <Name>(from: Done<Name>[], to: Done<Name>[], by: Id | undefined): void => {
  const last = from.findLast(isFor(by));
  if (!last) return;
  from.splice(from.lastIndexOf(last), 1);
  to.push({ ...last, undos: new Map([...last.undos].map(([name, undo]) => [name, undo()])) });
};
