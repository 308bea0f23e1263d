import * as Y from 'yjs';
import type { Json, JsonObject } from '../domain/json';
import type { Change } from '../domain/plan/change';
import { joinLines, splitLines } from '../domain/plan/lines';
import { applySplice, mergeSplice } from '../domain/plan/mergeText';
import { eraseWords, recordFact } from './facts';
import type { DocumentKind, TableShape } from './kind';
import { plainJson, wellFormed } from './plainJson';
import {
  fieldOfStored,
  hereField,
  isWords,
  readField,
  readRecord,
  removedField,
  storedField,
  wordsOfValue,
} from './readRecord';
import { fieldsOf, standing, writeField, type Entry } from './register';
import type { RecordPlace, Roots } from './roots';
import { together, type Undo } from './undo';
import { readWords, setWords, spliceWords } from './words';

/** Whose hand writes, and when. */
export interface Writer {
  readonly device: string;
  readonly chain: string;
  /** ISO instant, as the device's clock says. */
  readonly at: string;
}

const keyOf = ({ device, chain }: Writer): string => `${device}.${chain}`;

/**
 * Writes one change into the document where its record stands. Answers how to take it back;
 * `undefined` when there was nothing to write, or nothing that may be taken back (words erased, PLAN15).
 */
export const writeChange = (
  kind: DocumentKind,
  roots: Roots,
  change: Change,
  writer: Writer,
): Undo | undefined => {
  switch (change.type) {
    case 'factRecorded':
      return recordFact(roots.of(change.table), `${keyOf(writer)}/${change.id}`, change.fact);
    case 'wordsErased':
      eraseWords(roots.of('tries'), change.tryId, writer.device);
      return undefined;
    case 'recordAdded': {
      const shape = kind.tables[change.table] as TableShape;
      return shape.sort === 'single'
        ? beginSingle(shape, roots.single(change.table), change.record, writer)
        : addRecord(shape, roots, change.table, change.id, change.record, writer);
    }
    case 'recordRemoved': {
      const place = roots.record(change.table, change.id);
      return place && remove(place, writer);
    }
    case 'fieldChanged':
    case 'textEdited': {
      const shape = kind.tables[change.table] as TableShape;
      const single = shape.sort === 'single';
      const place = single ? roots.single(change.table) : roots.record(change.table, change.id);
      // A record's id is its place; it is not a field that changes.
      if (!place || change.field === '__proto__' || (!single && change.field === 'id'))
        return undefined;
      const field = storedField(change.field);
      return change.type === 'fieldChanged'
        ? setField(shape, place, field, change.value, writer)
        : editText(shape, place, field, change.was, change.now, writer);
    }
  }
};

/** The fields of a record by the names under which they stand. */
const storedFields = (record: JsonObject): [string, Json][] =>
  Object.entries(record)
    .filter(([field]) => field !== '__proto__')
    .map(([field, value]) => [storedField(field), value]);

const write = (place: RecordPlace, field: string, writer: Writer, what: Omit<Entry, 'at'>): Undo =>
  writeField(place.fields, field, keyOf(writer), { at: writer.at, ...what });

const remove = (place: RecordPlace, writer: Writer): Undo =>
  write(place, removedField, writer, { v: true });

const setField = (
  shape: TableShape,
  place: RecordPlace,
  field: string,
  value: Json | undefined,
  writer: Writer,
): Undo => {
  const words = place.words(field);
  if (words && value !== undefined && isWords(shape, field, value))
    return together([
      ...markWords(place, field, writer),
      setWords(words, wordsOfValue(shape, field, value)),
    ]);
  const written = write(place, field, writer, value === undefined ? {} : { v: plainJson(value) });
  return words && words.length > 0 ? together([written, setWords(words, '')]) : written;
};

/** Says that a field's words count even when they are empty. */
const markWords = (place: RecordPlace, field: string, writer: Writer): Undo[] => {
  const found = standing(place.fields, field);
  const marked = found.length > 0 && found.every(({ entry }) => entry.words);
  return marked ? [] : [write(place, field, writer, { words: true })];
};

const editText = (
  shape: TableShape,
  place: RecordPlace,
  field: string,
  was: string,
  now: string,
  writer: Writer,
): Undo => {
  const value = readField(shape, place, field, standing(place.fields, field));
  const current = wordsOfValue(shape, field, value);
  const splice = mergeSplice(current, wellFormed(was), wellFormed(now));
  const lines = shape.lines.includes(field);
  const words = isWords(shape, field, lines ? [] : '') ? place.words(field) : undefined;
  if (!words) {
    const text = applySplice(current, splice);
    return write(place, field, writer, { v: lines ? splitLines(text) : text });
  }
  const undos = markWords(place, field, writer);
  if (readWords(words) !== current) undos.push(setWords(words, current));
  undos.push(spliceWords(words, splice));
  if (lines) undos.push(setWords(words, joinLines(splitLines(readWords(words)))));
  return together(undos);
};

const beginSingle = (
  shape: TableShape,
  place: RecordPlace,
  record: JsonObject,
  writer: Writer,
): Undo => {
  const undos = storedFields(record).map(([field, value]) =>
    setField(shape, place, field, value, writer),
  );
  if (undos.length === 0 && !readRecord(shape, place, undefined).record)
    undos.push(write(place, hereField, writer, { v: true }));
  return together(undos);
};

const addRecord = (
  shape: TableShape,
  roots: Roots,
  table: string,
  id: string,
  record: JsonObject,
  writer: Writer,
): Undo | undefined => {
  const root = roots.of(table);
  const known = roots.record(table, id);
  const given = new Map(storedFields(record));
  const fields = [...given].filter(([field]) => field !== 'id');
  if (!known) {
    if (root.has(id)) return undefined;
    const map = root.set(id, new Y.Map<unknown>());
    for (const field of [...shape.texts, ...shape.lines]) map.set(field, new Y.Text());
    const place = roots.record(table, id) as RecordPlace;
    for (const [field, value] of fields) setField(shape, place, field, value, writer);
    // Not deleted: what others write into it meanwhile must not go with it.
    return () => remove(place, writer);
  }
  if (readRecord(shape, known, id).record) return undefined;
  // Removed earlier, added anew: only what it begins with now counts.
  const undos = [write(known, removedField, writer, {})];
  for (const field of new Set([...fieldsOf(known.fields), ...shape.texts, ...shape.lines]))
    if (fieldOfStored(field) !== undefined && !given.has(field))
      undos.push(setField(shape, known, field, undefined, writer));
  for (const [field, value] of fields) undos.push(setField(shape, known, field, value, writer));
  return together(undos);
};
