import type { Json, JsonObject } from '../domain/json';
import { joinLines, splitLines } from '../domain/plan/lines';
import type { TableShape } from './kind';
import { asEntry, deviceOf, fieldOfKey, latestFirst, type Standing } from './register';
import type { RecordPlace } from './roots';
import { readWords } from './words';

/** Under which name a field of a record stands: names that begin with `~` are the document's own. */
export const storedField = (field: string): string => (field.startsWith('~') ? `~${field}` : field);

/** The field of a record that a name stands for; absent for the document's own. */
export const fieldOfStored = (stored: string): string | undefined => {
  if (stored === '__proto__') return undefined;
  if (!stored.startsWith('~')) return stored;
  return stored.startsWith('~~') ? stored.slice(1) : undefined;
};

/** Set while a record is out of the plan; its content stays (an undo, or an edit made meanwhile, is whole). */
export const removedField = '~removed';
/** Set when a single table was begun without any field. */
export const hereField = '~here';

/** A field that was written at the same time by others: what is shown, and what else was written (PLAN10). */
export interface Conflict {
  readonly field: string;
  /** What the reading shows; `undefined`: the field is absent. */
  readonly kept: Json | undefined;
  readonly other: Json | undefined;
  /** When `other` was written, an ISO instant as its writer's clock said. */
  readonly at: string;
  /** The device that wrote `other`. */
  readonly device: string;
}

export interface ReadRecord {
  /** Absent when there is no such record, or it was removed. */
  readonly record: JsonObject | undefined;
  readonly conflicts: readonly Conflict[];
}

const nobody: ReadRecord = { record: undefined, conflicts: [] };

export const isWordField = (shape: TableShape, field: string): boolean =>
  shape.texts.includes(field) || shape.lines.includes(field);

/** All fields of a record as they stand, in whatever form they came (DOC3). */
export const readRecord = (
  shape: TableShape,
  place: RecordPlace,
  id: string | undefined,
): ReadRecord => {
  const fields = new Map<string, Standing[]>();
  for (const [key, raw] of place.fields.entries()) {
    const field = fieldOfKey(key);
    if (field === undefined) continue;
    const known = fields.get(field);
    if (known) known.push({ key, entry: asEntry(raw) });
    else fields.set(field, [{ key, entry: asEntry(raw) }]);
  }
  if (fields.get(removedField)?.some(({ entry }) => entry.v === true)) return nobody;
  for (const field of [...shape.texts, ...shape.lines])
    if (!fields.has(field) && (place.words(field)?.length ?? 0) > 0) fields.set(field, []);
  if (id === undefined && fields.size === 0) return nobody;

  const record: Record<string, Json> = {};
  const conflicts: Conflict[] = [];
  for (const [stored, found] of fields) {
    const field = fieldOfStored(stored);
    if (field === undefined) continue;
    found.sort(latestFirst);
    const words = isWordField(shape, field);
    const kept = words ? readWordField(shape, place, field, found) : found[0]?.entry.v;
    if (kept !== undefined) record[field] = kept;
    if (words ? found.some(({ entry }) => 'v' in entry) : found.length > 1)
      conflicts.push(...conflictsOf(field, kept, words, found));
  }
  if (id !== undefined) record.id = id;
  return { record, conflicts };
};

const readWordField = (
  shape: TableShape,
  place: RecordPlace,
  field: string,
  found: readonly Standing[],
): Json | undefined => {
  const words = place.words(field);
  const text = words ? readWords(words) : '';
  if (text !== '' || found.some(({ entry }) => entry.words))
    return shape.lines.includes(field) ? splitLines(text) : text;
  return found.find(({ entry }) => 'v' in entry)?.entry.v;
};

const conflictsOf = (
  field: string,
  kept: Json | undefined,
  words: boolean,
  found: readonly Standing[],
): Conflict[] => {
  const said = new Set([JSON.stringify(kept)]);
  const conflicts: Conflict[] = [];
  for (const written of found) {
    const { entry } = written;
    // Beside words only another value is something to choose: where they are not, nothing of them is lost.
    if (words && !('v' in entry)) continue;
    const other = JSON.stringify(entry.v);
    if (said.has(other)) continue;
    said.add(other);
    conflicts.push({ field, kept, other: entry.v, at: entry.at, device: deviceOf(written) });
  }
  return conflicts;
};

/** One field as it stands. */
export const readField = (
  shape: TableShape,
  place: RecordPlace,
  field: string,
  found: readonly Standing[],
): Json | undefined =>
  isWordField(shape, field) ? readWordField(shape, place, field, found) : found[0]?.entry.v;

/** The words that a value of a field stands for: what it reads as to whoever edits it. */
export const wordsOfValue = (shape: TableShape, field: string, value: Json | undefined): string =>
  shape.lines.includes(field)
    ? joinLines(Array.isArray(value) ? value.map(String) : [])
    : typeof value === 'string'
      ? value
      : '';

/** Whether a value of a field can stand as words. */
export const isWords = (shape: TableShape, field: string, value: Json): boolean =>
  shape.texts.includes(field)
    ? typeof value === 'string'
    : shape.lines.includes(field) &&
      Array.isArray(value) &&
      value.every((item) => typeof item === 'string');
