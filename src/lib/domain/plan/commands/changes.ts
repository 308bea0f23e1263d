import type { JsonObject } from '../../json';
import type { Change } from '../change';
import type { PlanReading } from '../reading';
import { readersOf } from '../readersOf';
import type { Id } from '../schema';
import type { FactTable, RecordOf, RecordTable } from '../tables';

/** A record with its absent fields left out, as the documents keep it. */
const plain = (record: object): JsonObject =>
  Object.fromEntries(
    Object.entries(record).filter(([, value]) => value !== undefined),
  ) as JsonObject;

/** A record whose fields may be `undefined`, which means absent. */
export type Draft<T extends RecordTable | FactTable> = {
  readonly [Field in keyof RecordOf<T>]: RecordOf<T>[Field] | undefined;
} & { readonly id: Id };

/** The change that records a fact, for those who may read it (DOC6, DOC10). */
export const recordFact = <T extends FactTable>(
  reading: PlanReading,
  table: T,
  fact: Draft<T>,
): Change => ({
  type: 'factRecorded',
  table,
  id: fact.id,
  fact: plain(fact),
  readers: readersOf(table, fact, reading),
});

/** The change that adds a record, for those who may read it (DOC10). */
export const addRecord = <T extends RecordTable>(
  reading: PlanReading,
  table: T,
  record: Draft<T>,
): Change => ({
  type: 'recordAdded',
  table,
  id: record.id,
  record: plain(record),
  readers: readersOf(table, record, reading),
});

/** `enteredBy` only when somebody else typed. */
export const enteredBy = (actor: {
  readonly by: Id;
  readonly enteredBy: Id | undefined;
}): Id | undefined => (actor.enteredBy === actor.by ? undefined : actor.enteredBy);
