import * as Y from 'yjs';
import type { DocumentKind } from '../../document/kind';
import { isJson } from '../../document/plainJson';
import type { ContentFault } from './faults';
import type { Spot, Standing } from './structs';

type Fault = ContentFault | undefined;

/** Whether anything of that sort can stand there at all, whoever wrote it. */
export const canStand = (kind: DocumentKind, spot: Standing, item: Y.Item): Fault => {
  if (spot === undefined) return 'nowhere';
  // What it stands in is no longer there on this device; on another it may be.
  if (spot === 'gone') return isKnownContent(item) ? undefined : 'content';
  return fits(kind, spot, item);
};

const fits = (kind: DocumentKind, { root, path, key }: Spot, item: Y.Item): Fault => {
  if (root === 'meta') return path.length === 0 && isMetaKey(kind, key) ? plain(item) : 'content';
  const [table = '', field] = root.split('.', 2);
  const shape = Object.hasOwn(kind.tables, table) ? kind.tables[table] : undefined;
  if (!shape || key === '__proto__') return 'nowhere';
  if (field !== undefined)
    return shape.sort === 'single' && path.length === 0 && key === null ? words(item) : 'nowhere';
  if (shape.sort === 'fact')
    return path.length === 0 && key?.includes('/') ? plain(item) : 'nowhere';
  const depth = path.length - (shape.sort === 'record' ? 1 : 0);
  if (depth < 0) return key === null ? 'nowhere' : container(item, Y.Map);
  if (depth === 1 && shape.sort === 'record' && key === null) return words(item);
  if (depth > 0 || key === null) return 'nowhere';
  if (key.includes('@')) return plain(item) ?? (isEntry(valueOf(item)) ? undefined : 'content');
  return shape.sort === 'record' ? container(item, Y.Text) : 'nowhere';
};

const isKnownContent = (item: Y.Item): boolean =>
  [words(item), plain(item), container(item, Y.Map), container(item, Y.Text)].includes(undefined);

const isMetaKey = (kind: DocumentKind, key: string | null): boolean =>
  key !== null && (/^(version|minReader) \d{1,3}$/.test(key) || key === `kind ${kind.name}`);

/** Characters, or what is left of characters. */
const words = ({ content }: Y.Item): Fault =>
  content instanceof Y.ContentString || content instanceof Y.ContentDeleted ? undefined : 'content';

/** A container of exactly that sort, empty, or what is left of one. */
const container = ({ content }: Y.Item, sort: typeof Y.Map | typeof Y.Text): Fault =>
  content instanceof Y.ContentDeleted ||
  (content instanceof Y.ContentType && content.type.constructor === sort)
    ? undefined
    : 'content';

/** One plain JSON value, or what is left of one. */
const plain = ({ content }: Y.Item): Fault => {
  if (content instanceof Y.ContentDeleted) return undefined;
  return content instanceof Y.ContentAny && content.arr.length === 1 && isJson(content.arr[0])
    ? undefined
    : 'content';
};

const isEntry = (value: unknown): boolean => value === undefined || isRecord(value);

/** An object, and no list. */
export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The plain value of an item; absent when it was deleted. */
export const valueOf = ({ content }: Y.Item): unknown =>
  content instanceof Y.ContentAny ? (content.arr as unknown[])[0] : undefined;
