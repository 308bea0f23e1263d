import type * as Y from 'yjs';
import type { Json } from '../domain/json';
import { isJson } from './plainJson';
import type { Undo } from './undo';

/**
 * One write of a field. `v`: the value; `words` instead: the field's words stand in its text;
 * neither: the field was made absent. `at`: when, an ISO instant, as the writer's clock said.
 * `was`: the key it stood under first, for what was brought back by an undo.
 */
export interface Entry {
  readonly at: string;
  readonly v?: Json;
  readonly words?: true;
  readonly was?: string;
}

/** An entry and the key it stands under, `field@device.chain`. */
export interface Standing {
  readonly key: string;
  readonly entry: Entry;
}

/**
 * A field that people may change at the same time without losing a word of it (PLAN10). Every writer has a key of
 * its own; a write removes the keys it has seen. What stands beside another was written without knowing of it.
 */
type Fields = Y.Map<unknown>;

/** The field that a key of a record belongs to; `undefined` for keys of another sort. */
export const fieldOfKey = (key: string): string | undefined => {
  const at = key.lastIndexOf('@');
  return at < 0 ? undefined : key.slice(0, at);
};

const firstKey = ({ key, entry }: Standing): string => entry.was ?? key;

/** The device that wrote an entry. */
export const deviceOf = (written: Standing): string => {
  const key = firstKey(written);
  return key.slice(key.lastIndexOf('@') + 1).split('.', 1)[0] ?? '';
};

/** An entry as far as it can be understood; a value that is no JSON reads as `null` and so needs a look (DOC3). */
export const asEntry = (raw: unknown): Entry => {
  if (typeof raw !== 'object' || raw === null) return { at: '', v: null };
  const { at, v, words, was } = raw as Record<string, unknown>;
  const when = {
    at: typeof at === 'string' ? at : '',
    ...(typeof was === 'string' ? { was } : {}),
  };
  if (words === true) return { ...when, words };
  if (v === undefined) return when;
  return { ...when, v: isJson(v) ? v : null };
};

/** The latest first; equal instants by key, so that every replica says the same (DOC2). */
export const latestFirst = (a: Standing, b: Standing): number =>
  descending(a.entry.at, b.entry.at) ||
  descending(firstKey(a), firstKey(b)) ||
  descending(a.key, b.key);

const descending = (a: string, b: string): number => (a === b ? 0 : a < b ? 1 : -1);

/** All that stands of a field, the latest first. */
export const standing = (fields: Fields, field: string): Standing[] => {
  const found: Standing[] = [];
  for (const [key, raw] of fields.entries())
    if (fieldOfKey(key) === field) found.push({ key, entry: asEntry(raw) });
  return found.sort(latestFirst);
};

/** The fields of which anything stands. */
export const fieldsOf = (fields: Fields): Set<string> => {
  const found = new Set<string>();
  for (const key of fields.keys()) {
    const field = fieldOfKey(key);
    if (field !== undefined) found.add(field);
  }
  return found;
};

/** Writes a field once more: over all that stands. */
export const writeField = (fields: Fields, field: string, writer: string, entry: Entry): Undo => {
  const seen = standing(fields, field);
  for (const { key } of seen) fields.delete(key);
  const key = `${field}@${writer}`;
  fields.set(key, entry);
  return restore(fields, field, writer, [{ key, entry }], seen);
};

const same = (a: Entry, b: Entry): boolean =>
  a.at === b.at &&
  a.was === b.was &&
  a.words === b.words &&
  JSON.stringify(a.v) === JSON.stringify(b.v);

/**
 * Puts back `before` where `mine` still stands. What others wrote over it stays as it is, and what they wrote
 * beside it is not given a rival that they had overwritten.
 * What comes back stands under the writer's own keys: nobody sets another's key, where one of two would be lost.
 */
const restore =
  (
    fields: Fields,
    field: string,
    writer: string,
    mine: readonly Standing[],
    before: readonly Standing[],
  ): Undo =>
  () => {
    const now = standing(fields, field);
    const still = now.filter(({ key, entry }) =>
      mine.some((own) => own.key === key && same(own.entry, entry)),
    );
    if (still.length === 0 && mine.length > 0) return nothing;
    for (const { key } of still) fields.delete(key);
    const alone = still.length === now.length;
    const back = (alone ? before : []).map((earlier, place) => {
      const key = `${field}@${writer}${place === 0 ? '' : `.${place}`}`;
      const was = firstKey(earlier);
      return { key, entry: was === key ? earlier.entry : { ...earlier.entry, was } };
    });
    for (const { key, entry } of back) fields.set(key, entry);
    return alone
      ? restore(fields, field, writer, back, still)
      : () => {
          for (const { key, entry } of still) fields.set(key, entry);
          return restore(fields, field, writer, still, []);
        };
  };

const nothing: Undo = () => nothing;
