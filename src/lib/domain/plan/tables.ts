import * as z from 'zod/mini';
import * as shapes from './schema';

/** What a plan's own file says of itself; `timeZone` decides where its days turn (PLAN12). */
export const About = z.looseObject({
  timeZone: z.string(),
  /** The id the plan had in the file it came from, given back on export. */
  fileId: z.exactOptional(z.string()),
  /** Stands while the plan is the shipped example, so that it is clearly one. */
  example: z.exactOptional(z.boolean()),
  /** What that file held at its top that this version does not know, given back on export. */
  kept: z.exactOptional(z.looseObject({})),
  /** Which of its lists that file had, so that an empty list and none at all stay apart. */
  given: z.exactOptional(z.array(z.string())),
});
export type About = z.infer<typeof About>;

/**
 * Every table of a family plan, once.
 * - `single`: one record, its id is the table's name; edited field by field.
 * - `record`: many records by id; edited field by field.
 * - `fact`: one plain JSON value each, set once, never edited (DOC6).
 * `texts` are edited together as words, `lines` likewise with one item a line; both merge (PLAN10).
 * `readers` says which of the plan's documents a record is written to (DOC10); `ofTry`: where the try it names stands.
 */
export const tables = {
  about: { sort: 'single', schema: About, texts: [], lines: [], readers: 'team' },
  plan: {
    sort: 'single',
    schema: shapes.Plan,
    texts: ['vision', 'teamMission', 'culture', 'transition'],
    lines: ['groundRules'],
    readers: 'team',
  },
  safetyPlan: {
    sort: 'single',
    schema: shapes.SafetyPlan,
    texts: ['crisisIs', 'overWhen'],
    lines: ['earlySigns', 'whatHelps'],
    readers: 'team',
  },
  people: { sort: 'record', schema: shapes.Person, texts: [], lines: [], readers: 'team' },
  ties: { sort: 'record', schema: shapes.Tie, texts: [], lines: [], readers: 'household' },
  strengths: {
    sort: 'record',
    schema: shapes.Strength,
    texts: ['text'],
    lines: [],
    readers: 'team',
  },
  needs: { sort: 'record', schema: shapes.Need, texts: ['text'], lines: [], readers: 'team' },
  outcomes: {
    sort: 'record',
    schema: shapes.OutcomeMeasure,
    texts: [],
    lines: [],
    readers: 'team',
  },
  strategies: { sort: 'record', schema: shapes.Strategy, texts: [], lines: [], readers: 'team' },
  steps: { sort: 'record', schema: shapes.Step, texts: [], lines: [], readers: 'team' },
  meetings: { sort: 'record', schema: shapes.Meeting, texts: [], lines: [], readers: 'team' },
  keepsakeEntries: {
    sort: 'record',
    schema: shapes.KeepsakeEntry,
    texts: [],
    lines: [],
    readers: 'household',
  },
  stepVersions: { sort: 'fact', schema: shapes.StepVersion, texts: [], lines: [], readers: 'team' },
  adjustments: { sort: 'fact', schema: shapes.Adjustment, texts: [], lines: [], readers: 'team' },
  agreements: { sort: 'fact', schema: shapes.Agreement, texts: [], lines: [], readers: 'team' },
  tries: { sort: 'fact', schema: shapes.Try, texts: [], lines: [], readers: 'visibility' },
  takeBacks: { sort: 'fact', schema: shapes.TakeBack, texts: [], lines: [], readers: 'ofTry' },
  reflections: { sort: 'fact', schema: shapes.Reflection, texts: [], lines: [], readers: 'ofTry' },
  fitChecks: { sort: 'fact', schema: shapes.FitCheck, texts: [], lines: [], readers: 'mine' },
  privateNotes: { sort: 'fact', schema: shapes.PrivateNote, texts: [], lines: [], readers: 'mine' },
} as const satisfies Record<string, TableShape>;

interface TableShape {
  readonly sort: 'single' | 'record' | 'fact';
  readonly schema: z.ZodMiniObject;
  readonly texts: readonly string[];
  readonly lines: readonly string[];
  readonly readers: 'team' | 'household' | 'mine' | 'visibility' | 'ofTry';
}

export type TableName = keyof typeof tables;
export type SingleTable = 'about' | 'plan' | 'safetyPlan';
export type FactTable = {
  [T in TableName]: (typeof tables)[T]['sort'] extends 'fact' ? T : never;
}[TableName];
export type RecordTable = Exclude<TableName, FactTable | SingleTable>;

/** The parsed record of a table. */
export type RecordOf<T extends TableName> = z.infer<(typeof tables)[T]['schema']>;

export const tableNames = Object.keys(tables) as TableName[];
