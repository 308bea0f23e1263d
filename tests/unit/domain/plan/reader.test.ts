import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/lib/domain/json';
import { PlanReader } from '../../../../src/lib/domain/plan/reader';
import type { TableName } from '../../../../src/lib/domain/plan/tables';
import { readRecords } from './readFile';

const people = [
  { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
  { id: 'teo', name: 'Teo', supportType: 'family', household: true },
  { id: 'renee', name: 'Renee', supportType: 'paid' },
];
const steps = [
  { id: 's1', needId: 'n' },
  { id: 's2', needId: 'n' },
];
const stepVersions = [
  { id: 'v1', stepId: 's1', number: 1, action: 'Teo calls', from: '2026-03-02' },
  { id: 'v2', stepId: 's2', number: 1, action: 'We eat', from: '2026-03-02' },
];
const attempt = (id: string, more: object = {}): object => ({
  id,
  versionId: 'v1',
  on: '2026-03-03',
  outcome: 'worked',
  ...more,
});

const put = (reader: PlanReader, table: TableName, record: object): void =>
  reader.put(table, (record as { id: string }).id, record as JsonObject);

const readerOf = (records: Partial<Record<TableName, object[]>>): PlanReader => {
  const reader = new PlanReader();
  for (const [table, list] of Object.entries(records) as [TableName, object[]][])
    for (const record of list) put(reader, table, record);
  return reader;
};

const idsOf = (reader: PlanReader, stepId: string): string[] | undefined =>
  reader.reading.steps.get(stepId)?.tries.map(({ id }) => id);

describe('PLAN6: corrections', () => {
  test('a try that Teo put on the wrong step is left out there once he wrote it on the right one', () => {
    const wrong = attempt('t1');
    const right = attempt('t2', { versionId: 'v2', supersedes: 't1' });
    for (const tries of [
      [wrong, right],
      [right, wrong],
    ]) {
      const reader = readerOf({ people, steps, stepVersions, tries });
      expect(idsOf(reader, 's1')).toEqual([]);
      expect(idsOf(reader, 's2')).toEqual(['t2']);
      expect(reader.reading.steps.get('s1')?.superseded).toMatchObject([{ id: 't1' }]);
    }
  });

  test('the first try stands again when Teo takes the correction back', () => {
    const tries = [attempt('t1'), attempt('t2', { versionId: 'v2', supersedes: 't1' })];
    const reader = readerOf({ people, steps, stepVersions, tries });
    expect(idsOf(reader, 's1')).toEqual([]);
    put(reader, 'takeBacks', { id: 'b', tryId: 't2', what: 'try', on: '2026-03-04' });
    expect(idsOf(reader, 's1')).toEqual(['t1']);
    expect(idsOf(reader, 's2')).toEqual([]);
  });

  test('a try that names itself as the one it corrects still stands', () => {
    const tries = [attempt('t1', { supersedes: 't1' })];
    expect(idsOf(readerOf({ steps, stepVersions, tries }), 's1')).toEqual(['t1']);
  });
});

describe('PLAN5: whose yes', () => {
  const agreement = { versionId: 'v1', by: 'teo', answer: 'yes', on: '2026-03-03' };
  const agreedBy = (more: object): string[] | undefined =>
    readRecords({
      people,
      steps,
      stepVersions,
      agreements: [{ id: 'g', ...agreement, ...more }],
    }).steps.get('s1')?.versions[0]?.agreedBy;

  test('Teo said yes himself, or Marisol wrote it down for him', () => {
    expect(agreedBy({})).toEqual(['teo']);
    expect(agreedBy({ enteredBy: 'teo' })).toEqual(['teo']);
    expect(agreedBy({ enteredBy: 'marisol' })).toEqual(['teo']);
  });

  test('what Renee typed for Teo is not his yes', () => {
    expect(agreedBy({ enteredBy: 'renee' })).toEqual([]);
  });

  test('what Renee typed for Teo starts no step and closes no proposal', () => {
    const typed = { by: 'teo', enteredBy: 'renee', on: '2026-03-03' };
    const change = { id: 'a', stepId: 's1', fromVersion: 'v1', kinds: ['rest'] };
    const reading = readRecords({
      people,
      steps: [{ id: 's1', needId: 'n', status: 'idea' }],
      stepVersions,
      adjustments: [{ ...change, proposedBy: 'renee', state: 'proposed', on: '2026-03-02' }],
      agreements: [
        { id: 'g1', ...typed, versionId: 'v1', answer: 'yes' },
        { id: 'g2', ...typed, adjustmentId: 'a', answer: 'notNow' },
      ],
    });
    expect(reading.steps.get('s1')?.idea).toEqual({ until: undefined });
    expect(reading.steps.get('s1')?.adjustments).toMatchObject([{ state: 'proposed' }]);
  });

  test('Renee may say yes for herself, and the step still waits for the household', () => {
    expect(agreedBy({ by: 'renee' })).toEqual(['renee']);
    const reading = readRecords({
      people,
      steps: [{ id: 's1', needId: 'n', status: 'idea' }],
      stepVersions,
      agreements: [{ id: 'g', ...agreement, by: 'renee' }],
    });
    expect(reading.steps.get('s1')?.idea).toEqual({ until: undefined });
  });
});

describe('a reading kept record by record', () => {
  test('a fact that comes again under another step leaves the first one', () => {
    const reader = readerOf({ people, steps, stepVersions, tries: [attempt('t1')] });
    put(reader, 'tries', attempt('t1', { versionId: 'v2' }));
    expect(idsOf(reader, 's1')).toEqual([]);
    expect(idsOf(reader, 's2')).toEqual(['t1']);
    put(reader, 'stepVersions', { ...stepVersions[1], stepId: 's1' });
    expect(idsOf(reader, 's1')).toEqual(['t1']);
    expect(idsOf(reader, 's2')).toEqual([]);
  });

  test("a new phone number touches no step's history; who is household does", () => {
    const reader = readerOf({ people, steps, stepVersions });
    const before = reader.reading.steps.get('s1');
    put(reader, 'people', { ...people[1], phone: '555-0100' });
    expect(reader.reading.people.get('teo')?.phone).toBe('555-0100');
    expect(reader.reading.steps.get('s1')).toBe(before);
    put(reader, 'people', { ...people[2], household: true });
    expect(reader.reading.steps.get('s1')).not.toBe(before);
  });

  test('an earlier reading stays as it was', () => {
    const reader = readerOf({ people, steps, stepVersions, tries: [attempt('t1')] });
    const before = reader.reading;
    put(reader, 'tries', attempt('t2'));
    put(reader, 'people', { ...people[1], name: 'Teodoro' });
    expect(before.steps.get('s1')?.tries).toHaveLength(1);
    expect(before.people.get('teo')?.name).toBe('Teo');
    expect(reader.reading.steps.get('s1')?.tries).toHaveLength(2);
  });
});

// Found with seed 281008458: what nobody had looked at was read only after the version had come.
test('DOC2 whoever holds a reading sees it as it was, though the version of a correction comes later', () => {
  const known = { people, steps, stepVersions };
  const reader = readerOf(known);
  put(reader, 'tries', attempt('t1'));
  put(reader, 'tries', attempt('t2', { versionId: 'v3', supersedes: 't1' }));
  const held = reader.reading.steps.get('s1');
  put(reader, 'stepVersions', {
    id: 'v3',
    stepId: 's1',
    number: 2,
    action: 'Teo writes',
    from: '2026-03-03',
  });
  expect(held?.superseded.map(({ id }) => id)).toEqual(['t1']);
  expect(idsOf(reader, 's1')).toEqual(['t2']);
});
