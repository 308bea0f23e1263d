import type { Id } from './schema';
import type { TableName } from './tables';

/** One field of a table that names other records. `path` leads to the id; `*` stands for every item of a list. */
interface ReferenceField {
  readonly path: readonly string[];
  readonly to: TableName;
}

const people = (...path: string[]): ReferenceField => ({ path, to: 'people' });
const to = (table: TableName, ...path: string[]): ReferenceField => ({ path, to: table });

/** Every reference of the open facts format, by table, in the order of the format's fields. */
export const referenceFields: Readonly<Partial<Record<TableName, readonly ReferenceField[]>>> = {
  plan: [people('custodian')],
  ties: [people('personId')],
  strengths: [people('whose')],
  outcomes: [to('needs', 'needId'), people('checks', '*', 'by')],
  strategies: [to('needs', 'needId'), people('chosenBy', '*'), to('strengths', 'strengthIds', '*')],
  steps: [to('needs', 'needId'), to('strategies', 'strategyId')],
  stepVersions: [
    to('steps', 'stepId'),
    people('doers', '*'),
    people('helpers', '*', 'personId'),
    to('strengths', 'strengthIds', '*'),
    people('proposedBy'),
    people('agreedBy', '*'),
  ],
  tries: [
    to('stepVersions', 'versionId'),
    people('by'),
    people('enteredBy'),
    to('tries', 'supersedes'),
  ],
  reflections: [to('tries', 'tryIds', '*'), people('by')],
  adjustments: [
    to('steps', 'stepId'),
    to('stepVersions', 'fromVersion'),
    to('stepVersions', 'toVersion'),
    to('tries', 'because', '*'),
    people('proposedBy'),
    people('agreedBy', '*'),
  ],
  meetings: [people('attendees', '*', 'personId'), people('dissent', '*', 'by')],
  safetyPlan: [people('callFirst', '*')],
  keepsakeEntries: [to('tries', 'fromTryIds', '*'), people('by')],
};

/** One record named by another: where, and which. `path` is written as in `doers[1]`. */
export interface Reference {
  readonly path: string;
  readonly to: TableName;
  readonly id: Id;
}

/** What a record of a table names, in the order of the format's fields. Absent fields name nothing. */
export const referencesOf = (table: TableName, record: object): Reference[] => {
  const found: Reference[] = [];
  for (const field of referenceFields[table] ?? []) collect(record, field, 0, '', found);
  return found;
};

const collect = (
  value: unknown,
  field: ReferenceField,
  depth: number,
  path: string,
  found: Reference[],
): void => {
  const key = field.path[depth];
  if (key === undefined) {
    if (typeof value === 'string') found.push({ path, to: field.to, id: value });
  } else if (key === '*') {
    if (Array.isArray(value))
      value.forEach((item, place) => collect(item, field, depth + 1, `${path}[${place}]`, found));
  } else if (typeof value === 'object' && value !== null && Object.hasOwn(value, key)) {
    const next = (value as Record<string, unknown>)[key];
    collect(next, field, depth + 1, path === '' ? key : `${path}.${key}`, found);
  }
};
