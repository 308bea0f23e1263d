import type { JsonObject } from '../json';
import { tables, type RecordOf, type TableName } from './tables';

/** A record as far as it can be understood, and the fields that need a look (DOC3). */
export interface ParsedRecord<T extends TableName> {
  /** Absent when even what must be there cannot be understood. */
  readonly record: RecordOf<T> | undefined;
  readonly needsALook: readonly string[];
}

/**
 * Reads one record of a table, totally: a field that cannot be understood is left out and named,
 * the rest stays (DOC3). What is left out is not lost: it stands in the document.
 */
export const parseRecord = <T extends TableName>(table: T, raw: JsonObject): ParsedRecord<T> => {
  const { schema } = tables[table];
  const whole = schema.safeParse(raw);
  // The schemas change nothing: no second copy of a plan is held.
  if (whole.success) return { record: raw as RecordOf<T>, needsALook: nothing };
  const broken = new Set(whole.error.issues.map((issue) => String(issue.path[0] ?? '')));
  const rest = Object.fromEntries(Object.entries(raw).filter(([field]) => !broken.has(field)));
  // Words that must be there may be empty; nothing else can be guessed.
  for (const field of broken) if (wordFields.has(field)) rest[field] = '';
  const part = schema.safeParse(rest);
  return {
    record: part.success ? (part.data as RecordOf<T>) : undefined,
    needsALook: [...broken],
  };
};

const nothing: readonly string[] = [];

const wordFields = new Set(['name', 'text', 'action', 'howWeKnow']);
