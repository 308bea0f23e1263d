import { together, type Undo } from './undo';

/** What one command did, by the document it did it in. */
type Done<Name> = ReadonlyMap<Name, Undo>;

const furthestBack = 200;

/** What was done here, to be taken back and done again in order, across documents (DOC8). Forgets the oldest. */
export class History<Name> {
  readonly #done: Done<Name>[] = [];
  #undone: Done<Name>[] = [];

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** One command, as one step. What was taken back before cannot be done again after it. */
  add(undos: ReadonlyMap<Name, readonly Undo[]>): void {
    this.#done.push(new Map([...undos].map(([name, all]) => [name, together(all)])));
    if (this.#done.length > furthestBack) this.#done.shift();
    this.forgetUndone();
  }

  forgetUndone(): void {
    this.#undone = [];
  }

  /** Runs within the transactions of all documents. */
  undo(): void {
    this.#step(this.#done, this.#undone);
  }

  redo(): void {
    this.#step(this.#undone, this.#done);
  }

  #step(from: Done<Name>[], to: Done<Name>[]): void {
    const last = from.pop();
    if (last) to.push(new Map([...last].map(([name, undo]) => [name, undo()])));
  }
}
