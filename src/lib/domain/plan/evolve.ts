import type { JsonObject } from '../json';
import type { Change } from './change';
import { joinLines, splitLines } from './lines';
import { applySplice, mergeSplice } from './mergeText';
import type { Id } from './schema';
import { tables, type TableName } from './tables';

/** Everything a plan's documents say, as plain records by table and id: what `read` of a document gives. */
export type PlanTables = ReadonlyMap<TableName, ReadonlyMap<Id, JsonObject>>;

const withRecord = (
  state: PlanTables,
  table: TableName,
  id: Id,
  record: JsonObject | undefined,
): PlanTables => {
  const records = new Map(state.get(table));
  if (record) records.set(id, record);
  else records.delete(id);
  return new Map(state).set(table, records);
};

const without = (record: JsonObject, ...fields: string[]): JsonObject =>
  Object.fromEntries(Object.entries(record).filter(([field]) => !fields.includes(field)));

const isSingle = (table: TableName): boolean => tables[table].sort === 'single';

/**
 * The words of a field as one text: lists of lines are joined. An absent field is the empty text.
 */
export const wordsOf = (
  table: TableName,
  record: JsonObject | undefined,
  field: string,
): string => {
  const value = record?.[field];
  if ((tables[table].lines as readonly string[]).includes(field))
    return joinLines(Array.isArray(value) ? value.map(String) : []);
  return typeof value === 'string' ? value : '';
};

/**
 * What a change means: the state after it. Pure, and total: a change to a record that is not there changes nothing,
 * a fact that is already there stays as it was set first (DOC1, DOC6).
 */
export const evolve = (state: PlanTables, change: Change): PlanTables => {
  switch (change.type) {
    case 'recordAdded': {
      const known = state.get(change.table)?.get(change.id);
      if (known && !isSingle(change.table)) return state;
      return withRecord(state, change.table, change.id, { ...known, ...change.record });
    }
    case 'fieldChanged': {
      const known = state.get(change.table)?.get(change.id);
      if (!known && !isSingle(change.table)) return state;
      const rest = without(known ?? {}, change.field);
      return withRecord(
        state,
        change.table,
        change.id,
        change.value === undefined ? rest : { ...rest, [change.field]: change.value },
      );
    }
    case 'textEdited': {
      const known = state.get(change.table)?.get(change.id);
      if (!known && !isSingle(change.table)) return state;
      const current = wordsOf(change.table, known, change.field);
      const text = applySplice(current, mergeSplice(current, change.was, change.now));
      const isLines = (tables[change.table].lines as readonly string[]).includes(change.field);
      return withRecord(state, change.table, change.id, {
        ...known,
        [change.field]: isLines ? splitLines(text) : text,
      });
    }
    case 'recordRemoved':
      return withRecord(state, change.table, change.id, undefined);
    case 'factRecorded':
      return state.get(change.table)?.has(change.id)
        ? state
        : withRecord(state, change.table, change.id, change.fact);
    case 'wordsErased': {
      const known = state.get('tries')?.get(change.tryId);
      if (!known) return state;
      return withRecord(state, 'tries', change.tryId, {
        ...without(known, 'words', 'whatWeDidInstead'),
        wordsTakenBack: true,
      });
    }
  }
};
