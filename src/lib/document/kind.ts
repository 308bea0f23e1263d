import type { JsonObject } from '../domain/json';

/** How a table's records stand in a document; `texts` and `lines` are edited together as words (DOC6). */
export interface TableShape {
  readonly sort: 'single' | 'record' | 'fact';
  readonly texts: readonly string[];
  readonly lines: readonly string[];
}

/**
 * Turns a record of an older shape into today's, while it is read (DOC4). Records of all ages stand in one
 * document and nothing says how old each is: an upcast knows the old shape when it sees it and leaves any other
 * record alone. It never throws.
 */
export type Upcast = (table: string, record: JsonObject) => JsonObject;

/**
 * A kind of document: what it is called, how it is laid out, and how older shapes are read.
 * `readRecord` and `writeChange` read and write any kind by its tables.
 */
export interface DocumentKind<Table extends string = string> {
  /** Stands in the document for ever. */
  readonly name: string;
  /** The shape this app writes; grows by one whenever the shape grows (DOC9). */
  readonly version: number;
  /** The oldest version that may still write to what this app writes; older apps open it read-only (DOC9). */
  readonly minReader: number;
  readonly tables: Readonly<Record<Table, TableShape>>;
  /** In the order they are applied. */
  readonly upcasts: readonly Upcast[];
}
