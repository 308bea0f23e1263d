import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import vega from '../../../../../src/lib/app/examples/vega.json';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import schema from '../../../../fixtures/lived-plan-1.schema.json';
import { anyFile } from './anyFile';

/** The published schema of a family plan, read by a validator that is not ours. */
const publishedAccepts = new Ajv2020({ strict: false, strictNumbers: true }).compile(
  schema.oneOf[0] as AnySchema,
);

type Holder = Record<PropertyKey, unknown>;

/** Every place of a value: what holds it and under which key. */
const placesOf = (value: unknown): { holder: Holder; key: string }[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.keys(value).flatMap((key) => [
        { holder: value as Holder, key },
        ...placesOf((value as Holder)[key]),
      ]);

const otherValue = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    '',
    'x',
    0,
    1,
    -1,
    0.5,
    11,
    1e21,
    [],
    {},
    [null],
    ['x'],
    [{}],
    '2026-01-01',
    '2026-1-1',
    '0000-00-00',
    'x'.repeat(128),
    'x'.repeat(129),
    '😀'.repeat(128),
    '😀'.repeat(129),
  ),
  fc.jsonValue(),
);

/** A whole number that no device holds exactly is refused, although the published schema sets no end to some. */
const isBeyondExact = (refusal: object): boolean =>
  'problem' in refusal &&
  refusal.problem === 'tooLarge' &&
  'path' in refusal &&
  /^stepVersions\[\d+\]\.number$/.test(String(refusal.path));

const isAfterTheSchema = (kind: string): boolean => kind === 'twice' || kind === 'pointsNowhere';

const agree = (file: unknown): void => {
  const ours = parsePlanFile(file);
  const published = publishedAccepts(file);
  if (ours.ok) expect(published).toBe(true);
  else if (isAfterTheSchema(ours.refusal.kind) || isBeyondExact(ours.refusal)) return;
  else if (ours.refusal.kind === 'notADay' && /^\d{4}-\d{2}-\d{2}$/.test(ours.refusal.day)) return;
  else expect([ours.refusal, published]).toEqual([ours.refusal, false]);
};

test('our shapes and the published schema accept the same generated files', () => {
  fc.assert(
    fc.property(anyFile, (file) => {
      expect(publishedAccepts(file)).toBe(true);
      expect(parsePlanFile(file).ok).toBe(true);
    }),
    { endOnFailure: true },
  );
});

test('our shapes and the published schema judge a file alike when one place of it is another value or gone', () => {
  const base = fc.oneof(anyFile, fc.constant(vega));
  fc.assert(
    fc.property(base, fc.nat(), fc.option(otherValue), fc.boolean(), (file, at, value, gone) => {
      const changed = structuredClone(file) as unknown as Holder;
      const places = placesOf(changed);
      const place = places[at % places.length];
      if (!place) return;
      if (gone) delete place.holder[place.key];
      else place.holder[place.key] = value;
      if (gone && Array.isArray(place.holder)) return;
      agree(changed);
    }),
    { endOnFailure: true, numRuns: 1000 },
  );
});

test('a version number that no device holds exactly is refused with its place', () => {
  const [first, ...rest] = vega.stepVersions;
  const ours = parsePlanFile({ ...vega, stepVersions: [{ ...first, number: 1e21 }, ...rest] });
  expect(ours).toMatchObject({
    ok: false,
    refusal: { path: 'stepVersions[0].number', problem: 'tooLarge' },
  });
});

test('any JSON at all gets an answer', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => void expect(parsePlanFile(value).ok).toBe(false)),
  );
});

test.each([
  ['empty', ''],
  ['128 letters', 'x'.repeat(128)],
  ['129 letters', 'x'.repeat(129)],
  ['128 pictures', '😀'.repeat(128)],
  ['129 pictures', '😀'.repeat(129)],
])('an id that is %s is judged as the published schema judges it', (_, id) => {
  const ours = parsePlanFile({ ...vega, id });
  expect(ours.ok).toBe(publishedAccepts({ ...vega, id }));
  if (!ours.ok)
    expect(ours.refusal).toMatchObject({ path: 'id', problem: id === '' ? 'empty' : 'tooLong' });
});
