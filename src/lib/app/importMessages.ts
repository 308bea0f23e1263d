import type { Change } from '../domain/plan/change';
import type { FileRefusal } from '../domain/plan/format/fileRefusal';
import type { Id, Person } from '../domain/plan/schema';

/** So many tries in a file that only this person may read; no id and an empty name where they do not say whose they are. */
export interface OnlyMe {
  readonly id: Id | undefined;
  readonly name: string;
  readonly tries: number;
}

/** Keep the only-me tries of `of` (absent: of nobody named) for this person of the plan. */
export interface KeepFor {
  readonly of: Id | undefined;
  readonly personId: Id;
}

/** What the page tells the worker, in this order: read, write, then next after every batch of changes. */
export type ToWorker =
  | { readonly type: 'read'; readonly file: Blob }
  | { readonly type: 'write'; readonly keepFor: readonly KeepFor[] }
  | { readonly type: 'next' };

/** What the worker tells the page. `done` runs from 0 to 1 over the whole import. */
export type FromWorker =
  | { readonly type: 'progress'; readonly done: number }
  | {
      readonly type: 'refused';
      readonly refusal:
        FileRefusal | { readonly kind: 'notJson' } | { readonly kind: 'unreadable' };
    }
  | {
      readonly type: 'read';
      readonly fileId: string;
      readonly onlyMe: readonly OnlyMe[];
      /** Everybody in the file, to say whose a try is that names nobody. */
      readonly people: readonly Pick<Person, 'id' | 'name'>[];
    }
  | { readonly type: 'changes'; readonly changes: readonly Change[]; readonly done: number }
  | {
      readonly type: 'written';
      readonly names: string[];
      readonly timeZone: string;
      readonly fileId: string;
      readonly dropped: readonly string[];
    };
