import * as Y from 'yjs';
import type { DocumentKind } from './kind';

/** A record's fields, and the text that holds a field's words; `undefined` where the document has none. */
export interface RecordPlace {
  readonly fields: Y.Map<unknown>;
  readonly words: (field: string) => Y.Text | undefined;
}

/**
 * The root containers of a document, fixed once (DOC5), by name:
 * `<table>`: a single table's fields, a record table's records by id, a fact table's facts by `device.chain/id`;
 * `<table>.<field>`: the words of a single table's field.
 * (`meta` stands beside them: see meta.ts.)
 */
export class Roots {
  readonly #doc: Y.Doc;

  constructor(doc: Y.Doc, kind: DocumentKind) {
    this.#doc = doc;
    for (const [table, shape] of Object.entries(kind.tables)) {
      this.of(table);
      if (shape.sort === 'single')
        for (const field of [...shape.texts, ...shape.lines]) this.#words(table, field);
    }
  }

  of(table: string): Y.Map<unknown> {
    return this.#doc.getMap(table);
  }

  single(table: string): RecordPlace {
    return { fields: this.of(table), words: (field) => this.#words(table, field) };
  }

  /** The place of a record that was added; `undefined` when it was not, or when something else stands there. */
  record(table: string, id: string): RecordPlace | undefined {
    const fields = this.of(table).get(id);
    if (!(fields instanceof Y.Map)) return undefined;
    return {
      fields,
      words: (field) => {
        const words: unknown = fields.get(field);
        return words instanceof Y.Text ? words : undefined;
      },
    };
  }

  #words(table: string, field: string): Y.Text {
    return this.#doc.getText(`${table}.${field}`);
  }
}
