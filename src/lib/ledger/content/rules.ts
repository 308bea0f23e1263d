import * as Y from 'yjs';
import type { DocumentKind } from '../../document/kind';
import { isJson } from '../../document/plainJson';
import type { ContentFault, Writing } from './faults';
import type { Spot } from './structs';

/** What the rules ask of the document that they are held against. */
export interface View {
  readonly kind: DocumentKind;
  /** The item that stands last under a key, deleted or not. */
  readonly keyItem: (root: string, path: readonly string[], key: string) => Y.Item | undefined;
  /** The keys under which a fact of that id stands or stood. */
  readonly factKeys: (table: string, id: string) => Iterable<string>;
}

type Fault = ContentFault | undefined;

/** Whether something new may stand in a spot. */
export const mayStand = (view: View, spot: Spot, item: Y.Item, writing: Writing): Fault => {
  const { root, path, key } = spot;
  const shape = view.kind.tables[root];
  if (root === 'meta') return path.length === 0 && isMetaKey(key) ? plain(item) : 'content';
  const [table = '', field] = root.split('.', 2);
  if (field !== undefined)
    return view.kind.tables[table]?.sort === 'single' && path.length === 0 && key === null
      ? words(item)
      : 'nowhere';
  if (!shape || path.includes('__proto__') || key === '__proto__') return 'nowhere';
  if (shape.sort === 'fact')
    return path.length === 0 && key !== null
      ? factMayStand(view, root, key, item, writing)
      : 'nowhere';
  const depth = path.length - (shape.sort === 'record' ? 1 : 0);
  if (depth < 0) return recordMayBegin(view, root, key, item, writing);
  if (depth === 1) return shape.sort === 'record' && key === null ? words(item) : 'nowhere';
  if (depth > 1 || key === null) return 'nowhere';
  return fieldMayStand(view, { root, path, key }, item, writing);
};

/** Whether something that stands may be deleted. */
export const mayDelete = (view: View, spot: Spot, item: Y.Item, writing: Writing): Fault => {
  const { root, path, key } = spot;
  if (root === 'meta') return 'notTheirs';
  const shape = view.kind.tables[root];
  if (shape?.sort === 'fact') return isTheirs(key ?? '', writing) ? undefined : 'notTheirs';
  // Records and the texts in them are never taken out: what others write into them would go too.
  if (item.content instanceof Y.ContentType) return 'notTheirs';
  if (key !== null && needsSteering(root, fieldOf(key)) && !writing.steers) return 'notSteering';
  return path.length > 2 ? 'nowhere' : undefined;
};

const isMetaKey = (key: string | null): boolean =>
  key !== null && (/^(version|minReader) \d{1,3}$/.test(key) || /^kind [\w-]{1,40}$/.test(key));

/** Characters, or what is left of characters. */
const words = ({ content }: Y.Item): Fault =>
  content instanceof Y.ContentString || content instanceof Y.ContentDeleted ? undefined : 'content';

/** One plain JSON value, or what is left of one. */
const plain = ({ content }: Y.Item): Fault => {
  if (content instanceof Y.ContentDeleted) return undefined;
  return content instanceof Y.ContentAny &&
    content.arr.length === 1 &&
    isJson(content.arr[0]) &&
    !hasProto(content.arr[0])
    ? undefined
    : 'content';
};

const hasProto = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Object.hasOwn(value, '__proto__') || Object.values(value).some(hasProto));

const isTheirs = (key: string, { device, formerly }: Writing): boolean =>
  [device, ...formerly].some((name) => key.startsWith(`${name}.`));

/** The id that a fact's key names. */
export const idOf = (key: string): string => key.slice(key.indexOf('/') + 1);

const valueOf = ({ content }: Y.Item): unknown =>
  content instanceof Y.ContentAny ? content.arr[0] : undefined;

/** A fact is set once, by its own device, and under an id that no fact it knew of had (DOC6). */
const factMayStand = (
  view: View,
  table: string,
  key: string,
  item: Y.Item,
  writing: Writing,
): Fault => {
  if (!isTheirs(key, writing) || !key.includes('/')) return 'notTheirs';
  const fault = plain(item);
  if (fault) return fault;
  const before = view.keyItem(table, [], key);
  if (before) return maySetAgain(before, item, writing);
  if (!key.startsWith(`${writing.chain}/`)) return 'notTheirs';
  const id = idOf(key);
  for (const other of view.factKeys(table, id)) {
    const theirs = view.keyItem(table, [], other);
    if (theirs && writing.knows(theirs.id.client, theirs.id.clock)) return 'notTheirs';
  }
  const fact = valueOf(item);
  if (fact === undefined) return undefined;
  if (!isRecord(fact) || fact.id !== id) return 'content';
  return spokenFor(table, fact, writing);
};

/** Once more only the same (an undo that is undone), or without its words (PLAN15). */
const maySetAgain = (before: Y.Item, item: Y.Item, writing: Writing): Fault => {
  const now = valueOf(item);
  if (now === undefined) return undefined;
  const was = before.deleted ? writing.was(before.id.client, before.id.clock) : valueOf(before);
  if (was === undefined) return undefined;
  const said = JSON.stringify(sorted(now));
  return said === JSON.stringify(sorted(was)) || said === JSON.stringify(sorted(withoutWords(was)))
    ? undefined
    : 'notTheirs';
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const withoutWords = (fact: unknown): unknown => {
  if (!isRecord(fact)) return fact;
  const { words: _words, whatWeDidInstead: _instead, ...rest } = fact;
  return { ...rest, wordsTakenBack: true };
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted(value[key])]),
  );
};

/** Whose yes a fact is: theirs who use this device, or anybody's of the household where a steerer's device enters it (PLAN5). */
const spokenFor = (
  table: string,
  fact: Record<string, unknown>,
  { persons, steers, household }: Writing,
): Fault => {
  const by =
    table === 'agreements'
      ? fact.by
      : table === 'adjustments' || table === 'stepVersions'
        ? fact.proposedBy
        : undefined;
  if (typeof by !== 'string' || persons.includes(by) || (steers && household)) return undefined;
  return 'notSpokenFor';
};

/** A record begins once, and nothing is put over one that stands (DOC5). */
const recordMayBegin = (
  view: View,
  table: string,
  id: string | null,
  item: Y.Item,
  writing: Writing,
): Fault => {
  if (id === null) return 'nowhere';
  const { content } = item;
  if (content instanceof Y.ContentDeleted) return undefined;
  if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Map)) return 'content';
  const before = view.keyItem(table, [], id);
  return before && writing.knows(before.id.client, before.id.clock) ? 'notTheirs' : undefined;
};

const fieldOf = (key: string): string | undefined => {
  const at = key.lastIndexOf('@');
  return at < 0 ? undefined : key.slice(0, at);
};

/** Who is household and where days turn is said by who steers (DOC7, PLAN12). */
const needsSteering = (root: string, field: string | undefined): boolean =>
  (root === 'people' && field === 'household') || (root === 'about' && field === 'timeZone');

/** A field is written under the writer's own name, so that what two wrote at once stands side by side (PLAN10). */
const fieldMayStand = (
  view: View,
  { root, path, key }: Spot & { readonly key: string },
  item: Y.Item,
  writing: Writing,
): Fault => {
  const field = fieldOf(key);
  if (field === undefined) {
    const { content } = item;
    if (content instanceof Y.ContentDeleted) return undefined;
    if (!(content instanceof Y.ContentType) || !(content.type instanceof Y.Text)) return 'content';
    const before = view.keyItem(root, path, key);
    return before && writing.knows(before.id.client, before.id.clock) ? 'notTheirs' : undefined;
  }
  if (!isTheirs(key.slice(field.length + 1), writing)) return 'notTheirs';
  const fault = plain(item);
  if (fault) return fault;
  const entry = valueOf(item);
  if (entry !== undefined && !isRecord(entry)) return 'content';
  if (writing.steers || !needsSteering(root, field)) return undefined;
  // Somebody new may be added by whoever edits, outside the household.
  const begins = view.keyItem(root, [], path[0] ?? '') === undefined;
  const says = entry?.v;
  return root === 'people' && begins && (says === undefined || says === false)
    ? undefined
    : 'notSteering';
};
