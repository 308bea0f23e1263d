import * as Y from 'yjs';
import type { Json, JsonObject } from '../domain/json';
import { splitLines } from '../domain/plan/lines';
import { idOfFactKey } from './facts';
import type { DocumentKind, TableShape } from './kind';
import { fieldOfStored, readField, readRecord, removedField } from './readRecord';
import { asEntry, fieldOfKey, standing, type Entry } from './register';
import { Roots, type RecordPlace } from './roots';
import { readWords } from './words';

/** Something of this device that stood in a document and does not any more, for others' writing counts in its place (LED6). */
export type Fallen =
  | {
      readonly what: 'fact';
      readonly table: string;
      readonly id: string;
      readonly fact: JsonObject;
    }
  /** The words of a try stand again that its writer had taken back (PLAN15). */
  | { readonly what: 'erasure'; readonly id: string }
  | {
      readonly what: 'record';
      readonly table: string;
      readonly id: string;
      readonly record: JsonObject;
    }
  | { readonly what: 'removal'; readonly table: string; readonly id: string }
  | FallenField;

export interface FallenField {
  /** `choice`: something stands in its place that was written later, or they are words that others may have changed: to be chosen. */
  readonly what: 'field' | 'choice';
  readonly table: string;
  readonly id: string;
  readonly field: string;
  /** Absent: the field was made absent. */
  readonly value?: Json;
  /** When it was written, as far as that is known. */
  readonly at: string;
}

/** Whose writing is looked for: by the names that its keys begin with, and by the client ids of its chains. */
export interface Own {
  readonly names: readonly string[];
  readonly isClient: (client: number) => boolean;
}

/** What this device wrote that stands in one state of a document and never came into the other. */
export const fallenOut = (kind: DocumentKind, before: Y.Doc, after: Y.Doc, own: Own): Fallen[] => {
  const [was, now] = [new Roots(before, kind), new Roots(after, kind)];
  const stood: Stood = {
    fell: (item) => !item.deleted && Y.getState(after.store, item.id.client) <= item.id.clock,
    own,
  };
  return Object.entries(kind.tables).flatMap(([table, shape]): Fallen[] => {
    if (shape.sort === 'fact') return facts(table, was.of(table), now.of(table), stood);
    if (shape.sort === 'single')
      return fields(shape, { table, id: table }, was.single(table), now.single(table), stood);
    return [...was.of(table).keys()].flatMap((id) => {
      const place = was.record(table, id);
      if (!place) return [];
      const there = now.record(table, id);
      const item = was.of(table)._map.get(id);
      // Who began a record begins it again; who changed it waits for that.
      if (!there && item && own.isClient(item.id.client)) {
        const { record } = readRecord(shape, place, id);
        return record ? [{ what: 'record', table, id, record }] : [];
      }
      return fields(shape, { table, id }, place, there, stood);
    });
  });
};

interface Stood {
  readonly fell: (item: Y.Item) => boolean;
  readonly own: Own;
}

const isOwn = (writer: string, { own }: Stood): boolean =>
  own.names.some((name) => writer.startsWith(`${name}.`));

const facts = (
  table: string,
  before: Y.Map<unknown>,
  after: Y.Map<unknown>,
  stood: Stood,
): Fallen[] =>
  [...before.entries()].flatMap(([key, fact]): Fallen[] => {
    const id = idOfFactKey(key);
    const item = before._map.get(key);
    if (id === undefined || !item || !isOwn(key, stood) || !stood.fell(item)) return [];
    // Set once more under its key: without its words.
    if (after.has(key)) return isErased(fact) ? [{ what: 'erasure', id }] : [];
    return [{ what: 'fact', table, id, fact: fact as JsonObject }];
  });

const isErased = (fact: unknown): boolean =>
  typeof fact === 'object' && fact !== null && 'wordsTakenBack' in fact;

const fields = (
  shape: TableShape,
  { table, id }: { readonly table: string; readonly id: string },
  before: RecordPlace,
  after: RecordPlace | undefined,
  stood: Stood,
): Fallen[] => {
  const latest = new Map<string, Entry>();
  for (const [key, raw] of before.fields.entries()) {
    const field = fieldOfKey(key);
    const item = before.fields._map.get(key);
    if (field === undefined || !item || !stood.fell(item)) continue;
    if (!isOwn(key.slice(field.length + 1), stood)) continue;
    const entry = asEntry(raw);
    if (entry.at >= (latest.get(field)?.at ?? '')) latest.set(field, entry);
  }
  const fallen: Fallen[] = [];
  for (const [stored, { at, v, words }] of latest) {
    if (stored === removedField && v === true) fallen.push({ what: 'removal', table, id });
    const field = fieldOfStored(stored);
    if (field === undefined || words) continue;
    const there = after ? standing(after.fields, stored)[0]?.entry : undefined;
    const value = v === undefined ? {} : { value: v };
    if (there && JSON.stringify(there.v) === JSON.stringify(v)) continue;
    const what = there && there.at > at ? 'choice' : 'field';
    fallen.push({ what, table, id, field, ...value, at });
  }
  for (const field of [...shape.texts, ...shape.lines]) {
    const text = before.words(field);
    if (!text || !holds(text, stood)) continue;
    const value = shape.lines.includes(field) ? splitLines(readWords(text)) : readWords(text);
    const there = after && readField(shape, after, field, standing(after.fields, field));
    if (JSON.stringify(there) !== JSON.stringify(value))
      fallen.push({ what: 'choice', table, id, field, value, at: latest.get(field)?.at ?? '' });
  }
  return fallen;
};

/** Whether characters stand in a text that this device wrote and that fell out. */
const holds = (words: Y.Text, { fell, own }: Stood): boolean => {
  for (let item = words._start; item !== null; item = item.right)
    if (item.countable && own.isClient(item.id.client) && fell(item)) return true;
  return false;
};
