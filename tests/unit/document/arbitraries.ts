import fc from 'fast-check';
import { plainJson } from '../../../src/lib/document/plainJson';
import type { Json, JsonObject } from '../../../src/lib/domain/json';
import type { Change, Readers } from '../../../src/lib/domain/plan/change';
import {
  tables,
  type FactTable,
  type RecordTable,
  type SingleTable,
  type TableName,
} from '../../../src/lib/domain/plan/tables';

/** Words as people write them: short, in any script, with line breaks, backslashes and emoji. */
export const words = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'Teo sleeps',
    'We eat at six',
    'á\nñ',
    '\\n',
    'a\n\nb\n',
    '👩‍👧',
    '😀😁',
    'שלום',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);

const lines = fc.array(words, { maxLength: 4 });

/** Anything a JSON file can hold, a little of it. */
export const json: fc.Arbitrary<Json> = fc
  .jsonValue({ maxDepth: 2, stringUnit: 'grapheme' })
  // A key `__proto__` and -0 do not survive storing; `facts.test.ts` says so.
  .map((value) => plainJson(value));

const fieldNames = {
  single: [
    'vision',
    'teamMission',
    'groundRules',
    'phase',
    'timeZone',
    'crisisIs',
    'earlySigns',
    'fromNewer',
    '~here',
  ],
  record: [
    'text',
    'name',
    'rank',
    'status',
    'needId',
    'personId',
    'fromNewer',
    'with@sign',
    '~removed',
    '~~a',
  ],
} as const;

export const recordTables: readonly RecordTable[] = [
  'people',
  'needs',
  'strengths',
  'steps',
  'ties',
];
export const singleTables: readonly SingleTable[] = ['about', 'plan', 'safetyPlan'];
export const factTables: readonly FactTable[] = [
  'stepVersions',
  'tries',
  'takeBacks',
  'reflections',
  'privateNotes',
];

/** Few ids, so that changes meet. */
export const ids = fc.constantFrom('one', 'two', 'three/x', 'four');

const isLines = (table: TableName, field: string): boolean =>
  (tables[table].lines as readonly string[]).includes(field);
const isText = (table: TableName, field: string): boolean =>
  (tables[table].texts as readonly string[]).includes(field);

/** Mostly what a field is meant to hold; sometimes what a newer or a careless app may write. */
const valueOf = (table: TableName, field: string): fc.Arbitrary<Json> =>
  fc.oneof(
    { weight: 4, arbitrary: isLines(table, field) ? lines : isText(table, field) ? words : json },
    { weight: 1, arbitrary: json },
  );

const recordOf = (
  table: RecordTable | SingleTable,
  names: readonly string[],
): fc.Arbitrary<JsonObject> =>
  fc.record(Object.fromEntries(names.map((field) => [field, valueOf(table, field)])), {
    requiredKeys: [],
  }) as fc.Arbitrary<JsonObject>;

export const readers = fc.constantFrom<Readers[]>('team', 'household', {
  mine: 'marisol',
});

const editable = fc.oneof(
  fc.record({
    table: fc.constantFrom(...recordTables),
    id: ids,
    field: fc.constantFrom(...fieldNames.record),
  }),
  fc
    .record({
      table: fc.constantFrom(...singleTables),
      field: fc.constantFrom(...fieldNames.single),
    })
    .map(({ table, field }) => ({ table, id: table as string, field })),
);

const recordAdded = fc.oneof(
  fc.record({ table: fc.constantFrom(...recordTables), id: ids }).chain(({ table, id }) =>
    fc.record({
      type: fc.constant('recordAdded' as const),
      table: fc.constant(table),
      id: fc.constant(id),
      record: recordOf(table, fieldNames.record).map((record) => ({ ...record, id })),
      readers,
    }),
  ),
  fc.constantFrom(...singleTables).chain((table) =>
    fc.record({
      type: fc.constant('recordAdded' as const),
      table: fc.constant(table),
      id: fc.constant(table as string),
      record: recordOf(table, fieldNames.single),
      readers: fc.constant('team' as const),
    }),
  ),
);

const fieldChanged = editable.chain((place) =>
  fc.record({
    type: fc.constant('fieldChanged' as const),
    table: fc.constant(place.table),
    id: fc.constant(place.id),
    field: fc.constant(place.field),
    value: fc.option(valueOf(place.table, place.field), { nil: undefined }),
  }),
);

const textEdited = editable.chain((place) =>
  fc.record({
    type: fc.constant('textEdited' as const),
    table: fc.constant(place.table),
    id: fc.constant(place.id),
    field: fc.constant(place.field),
    was: words,
    now: words,
  }),
);

const recordRemoved = fc.record({
  type: fc.constant('recordRemoved' as const),
  table: fc.constantFrom(...recordTables),
  id: ids,
});

const factRecorded = fc
  .record({ table: fc.constantFrom(...factTables), id: ids })
  .chain(({ table, id }) =>
    fc.record({
      type: fc.constant('factRecorded' as const),
      table: fc.constant(table),
      id: fc.constant(id),
      fact: fc
        .record(
          { words, on: fc.constant('2026-03-02'), versionId: ids, tryId: ids, fromNewer: json },
          { requiredKeys: [] },
        )
        .map((fact) => ({ ...fact, id }) as JsonObject),
      readers,
    }),
  );

const wordsErased = fc.record({ type: fc.constant('wordsErased' as const), tryId: ids });

/** Anything that can happen to a plan. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 4, arbitrary: recordAdded },
  { weight: 5, arbitrary: fieldChanged },
  { weight: 6, arbitrary: textEdited },
  { weight: 1, arbitrary: recordRemoved },
  { weight: 3, arbitrary: factRecorded },
  { weight: 1, arbitrary: wordsErased },
);

/** Changes that can be taken back: all but the erasing of words. */
export const undoable: fc.Arbitrary<Change> = change.filter(({ type }) => type !== 'wordsErased');

export const changes = (max = 12): fc.Arbitrary<Change[]> =>
  fc.array(change, { minLength: 1, maxLength: max });
