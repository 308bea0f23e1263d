import * as Y from 'yjs';
import type { DocumentKind } from '../../document/kind';
import type { ContentFault, Writing } from './faults';
import { isRecord, valueOf } from './layout';
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

/** Whether something new that can stand in a spot may be put there by its writer. */
export const mayStand = (view: View, spot: Spot, item: Y.Item, writing: Writing): Fault => {
  const { root, path, key } = spot;
  // Words: whoever edits writes them.
  if (key === null) return undefined;
  if (root === 'meta') return ofItself(key, item, writing);
  const shape = view.kind.tables[root];
  if (shape?.sort === 'fact') return factMayStand(view, root, key, item, writing);
  if (isContainer(view, spot)) return mayBegin(view, root, path, key, writing);
  return fieldMayStand(view, root, path, key, item, writing);
};

/** Whether something that stands, or stood, may be deleted. */
export const mayDelete = (view: View, spot: Spot, writing: Writing): Fault => {
  const { root, key } = spot;
  if (root === 'meta') return 'notTheirs';
  if (view.kind.tables[root]?.sort === 'fact')
    return isTheirs(key ?? '', writing) ? undefined : 'notTheirs';
  // Records and the texts in them are never taken out: what others write into them would go too.
  if (isContainer(view, spot)) return 'notTheirs';
  return key !== null && needsSteering(root, fieldOf(key)) && !writing.steers
    ? 'notSteering'
    : undefined;
};

/** A record of a table, or a text in one: told by where it stands, because what is deleted holds nothing any more. */
const isContainer = (view: View, { root, path, key }: Spot): boolean =>
  key !== null &&
  view.kind.tables[root]?.sort === 'record' &&
  (path.length === 0 || !key.includes('@'));

/** What a document says of itself is only added to: something deleted would take what stands there along. */
const ofItself = (key: string, { content }: Y.Item, { steers }: Writing): Fault => {
  if (content instanceof Y.ContentDeleted) return 'notTheirs';
  return isOfLater(key) && !steers ? 'notSteering' : undefined;
};

/** That only newer apps may write is said by who steers: a word of that closes the plan for all others (DOC9). */
const isOfLater = (key: string): boolean => {
  const [what, least] = key.split(' ', 2);
  return what === 'minReader' && Number(least) > 1;
};

const isTheirs = (key: string, { device, formerly }: Writing): boolean =>
  [device, ...formerly].some((name) => key.startsWith(`${name}.`));

/** The id that a fact's key names. */
export const idOf = (key: string): string => key.slice(key.indexOf('/') + 1);

/** Of all that was ever put under a key, the last that its writer knew of: the same on every device. */
const lastKnown = (
  view: View,
  root: string,
  path: readonly string[],
  key: string,
  { knows }: Writing,
): Y.Item | undefined => {
  let item: Y.Item | null = view.keyItem(root, path, key) ?? null;
  while (item && !knows(item.id.client, item.id.clock)) item = item.left;
  return item ?? undefined;
};

/** A fact is set once, by its own device, and under an id that no fact it knew of had (DOC6). */
const factMayStand = (
  view: View,
  table: string,
  key: string,
  item: Y.Item,
  writing: Writing,
): Fault => {
  if (!isTheirs(key, writing)) return 'notTheirs';
  const fact = valueOf(item);
  if (fact === undefined) return undefined;
  const before = lastKnown(view, table, [], key, writing);
  const was = before && lastSaid(before, writing);
  if (was !== undefined) return isSaidAgain(fact, was) ? undefined : 'notTheirs';
  if (!before && !key.startsWith(`${writing.chain}/`)) return 'notTheirs';
  const id = idOf(key);
  for (const other of view.factKeys(table, id))
    if (other !== key && lastKnown(view, table, [], other, writing)) return 'notTheirs';
  if (!isRecord(fact) || fact.id !== id) return 'content';
  return spokenFor(table, fact, writing);
};

/** The last value under a key, from an item of it on back; absent where a start stands for it and it was deleted before. */
const lastSaid = (from: Y.Item, { knows, was }: Writing): unknown => {
  for (let item: Y.Item | null = from; item; item = item.left) {
    const { client, clock } = item.id;
    const said = knows(client, clock) ? (valueOf(item) ?? was(client, clock)) : undefined;
    if (said !== undefined) return said;
  }
  return undefined;
};

/** Once more only the same (an undo that is undone), or without its words (PLAN15). */
const isSaidAgain = (now: unknown, was: unknown): boolean => {
  const said = JSON.stringify(sorted(now));
  return said === JSON.stringify(sorted(was)) || said === JSON.stringify(sorted(withoutWords(was)));
};

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

/**
 * Whose yes a fact is: theirs who use this device, or anybody's of the household where a steerer's device of it enters it. From
 * any other device a proposal is a proposal, and says whose; nobody says of themselves that they are household (PLAN5).
 */
const spokenFor = (
  table: string,
  fact: Record<string, unknown>,
  { persons, steers, household }: Writing,
): Fault => {
  if (steers && household) return undefined;
  const speaksFor = (id: unknown): boolean => typeof id === 'string' && persons.includes(id);
  switch (table) {
    case 'agreements':
      return speaksFor(fact.by) && (household || isNone(fact.household))
        ? undefined
        : 'notSpokenFor';
    case 'adjustments':
      return speaksFor(fact.proposedBy) && fact.state === 'proposed' && isNone(fact.agreedBy)
        ? undefined
        : 'notSpokenFor';
    case 'stepVersions':
      return speaksFor(fact.proposedBy) && isNone(fact.agreedBy) ? undefined : 'notSpokenFor';
    default:
      return undefined;
  }
};

const isNone = (list: unknown): boolean =>
  list === undefined || (Array.isArray(list) && list.length === 0);

/** A record or a text begins once, and nothing is put over one that stands, be it something deleted: it would go (DOC5). */
const mayBegin = (
  view: View,
  root: string,
  path: readonly string[],
  key: string,
  writing: Writing,
): Fault => (lastKnown(view, root, path, key, writing) ? 'notTheirs' : undefined);

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
  root: string,
  path: readonly string[],
  key: string,
  item: Y.Item,
  writing: Writing,
): Fault => {
  const field = fieldOf(key) ?? '';
  if (!isTheirs(key.slice(field.length + 1), writing)) return 'notTheirs';
  if (writing.steers || !needsSteering(root, field)) return undefined;
  // Somebody new may be added by whoever edits, outside the household.
  const entry = valueOf(item);
  const says = isRecord(entry) ? entry.v : undefined;
  const begins = lastKnown(view, root, [], path[0] ?? '', writing) === undefined;
  return root === 'people' && begins && (says === undefined || says === false)
    ? undefined
    : 'notSteering';
};
