import type { Json, JsonObject } from '../json';
import type { Id } from './schema';
import type { FactTable, RecordTable, SingleTable } from './tables';

/**
 * Which of a plan's documents something is written to (DOC10):
 * everyone on the team, the household only, or one person's own devices.
 */
export type Readers = 'team' | 'household' | { readonly mine: Id };

/**
 * Everything that can happen to a plan's documents. Commands decide changes and never write;
 * `evolve` says what a change means, the document writes it (DOC1).
 */
export type Change =
  /** A new record, whole. For a single table: the fields it begins with. */
  | {
      readonly type: 'recordAdded';
      readonly table: RecordTable | SingleTable;
      readonly id: Id;
      readonly record: JsonObject;
      readonly readers: Readers;
    }
  /** One field of a record written; `undefined` makes it absent. Never a whole record (DOC6). */
  | {
      readonly type: 'fieldChanged';
      readonly table: RecordTable | SingleTable;
      readonly id: Id;
      readonly field: string;
      readonly value: Json | undefined;
    }
  /** Words edited by a person who saw `was` and left `now`; merged with what others did meanwhile (PLAN10). */
  | {
      readonly type: 'textEdited';
      readonly table: RecordTable | SingleTable;
      readonly id: Id;
      readonly field: string;
      readonly was: string;
      readonly now: string;
    }
  /** A record taken out of the plan. Its content stays in the document, so that undo brings it back whole. */
  | { readonly type: 'recordRemoved'; readonly table: RecordTable; readonly id: Id }
  /** One fact, set once (DOC6). */
  | {
      readonly type: 'factRecorded';
      readonly table: FactTable;
      readonly id: Id;
      readonly fact: JsonObject;
      readonly readers: Readers;
    }
  /** The words of a try erased by their writer's device; the outcome stays (PLAN15). */
  | { readonly type: 'wordsErased'; readonly tryId: Id };
