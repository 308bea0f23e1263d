import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../../../src/lib/domain/json';
import { PlanReader } from '../../../../src/lib/domain/plan/reader';
import type { PlanReading } from '../../../../src/lib/domain/plan/reading';
import type { TableName } from '../../../../src/lib/domain/plan/tables';
import { anyPlan, type RawPlan } from './plans';

interface Put {
  readonly table: TableName;
  readonly record: JsonObject;
}

const putsOf = (plan: RawPlan): Put[] =>
  (Object.entries(plan) as [TableName, JsonObject[]][]).flatMap(([table, records]) =>
    records.map((record) => ({ table, record })),
  );

const put = (reader: PlanReader, { table, record }: Put): void =>
  reader.put(table, String(record.id), record);

/** All that a reading says, as plain values that can be compared. */
const told = (reading: PlanReading): unknown => ({
  ...reading,
  needsALook: reading.needsALook(),
  newestTryOn: reading.newestTryOn(),
  isOnlyMe: ['t0', 't1', 't2', 't99'].map(reading.isOnlyMe),
  historyOfVersion: ['v0', 'v1', 'v2', 'v9'].map((id) => reading.historyOfVersion(id)?.step.id),
  historyOfTry: ['t0', 't1', 't2', 't99'].map((id) => reading.historyOfTry(id)?.step.id),
});

const inOrder = (puts: readonly Put[]): PlanReading => {
  const reader = new PlanReader();
  for (const one of puts) put(reader, one);
  return reader.reading;
};

/** Puts in some order, some of them twice. */
const shuffled = anyPlan.chain((plan) => {
  const puts = putsOf(plan);
  return fc.record({
    puts: fc.constant(puts),
    order: fc
      .shuffledSubarray(puts, { minLength: puts.length, maxLength: puts.length })
      .chain((all) => fc.subarray(puts).map((again) => [...all, ...again])),
  });
});

describe('DOC2, DOC3: a plan read record by record', () => {
  test('says the same whatever order the records came in, and however often', () => {
    fc.assert(
      fc.property(shuffled, ({ puts, order }) => {
        expect(told(inOrder(order))).toEqual(told(inOrder(puts)));
      }),
    );
  });

  test('says the same when it was looked at after every record as when read from nothing', () => {
    fc.assert(
      fc.property(shuffled, ({ order }) => {
        const reader = new PlanReader();
        for (const one of order) {
          put(reader, one);
          void reader.reading;
        }
        expect(told(reader.reading)).toEqual(told(inOrder(order)));
      }),
    );
  });

  test('goes on saying what it said to whoever holds it, whatever comes in later', () => {
    fc.assert(
      fc.property(shuffled, fc.nat(), ({ order }, cut) => {
        const at = cut % (order.length + 1);
        const reader = new PlanReader();
        for (const one of order.slice(0, at)) put(reader, one);
        const before = reader.reading;
        for (const one of order.slice(at)) put(reader, one);
        expect([...before.steps]).toEqual([...inOrder(order.slice(0, at)).steps]);
      }),
    );
  });

  test('says the same when some records went again as if they had never come', () => {
    fc.assert(
      fc.property(
        anyPlan.chain((plan) => {
          const puts = putsOf(plan);
          return fc.record({ puts: fc.constant(puts), gone: fc.subarray(puts) });
        }),
        ({ puts, gone }) => {
          const reader = new PlanReader();
          for (const one of puts) put(reader, one);
          void reader.reading;
          for (const { table, record } of gone) reader.put(table, String(record.id), undefined);
          expect(told(reader.reading)).toEqual(
            told(inOrder(puts.filter((one) => !gone.includes(one)))),
          );
        },
      ),
    );
  });

  test('keeps every other step the same object when one new try comes', () => {
    fc.assert(
      fc.property(
        anyPlan.filter(({ stepVersions }) => stepVersions.length > 0),
        fc.nat(),
        (plan, place) => {
          const reader = new PlanReader();
          for (const one of putsOf(plan)) put(reader, one);
          const before = reader.reading;
          const version = plan.stepVersions[place % plan.stepVersions.length];
          const record = {
            id: 'new',
            versionId: version?.id ?? '',
            on: '2026-03-08',
            outcome: 'x',
          };
          put(reader, { table: 'tries', record });
          const after = reader.reading;
          for (const [id, history] of after.steps)
            if (id === version?.stepId) expect(history).not.toBe(before.steps.get(id));
            else expect(history).toBe(before.steps.get(id));
          expect(after.people).toBe(before.people);
        },
      ),
    );
  });

  test('whatever comes in, a reading comes out, and what was not understood is named', () => {
    const anyTable = fc.constantFrom<TableName>('people', 'steps', 'stepVersions', 'tries', 'plan');
    const anyRecord = fc.dictionary(
      fc.constantFrom('id', 'name', 'stepId', 'from', 'on', 'outcome', 'needId', 'number', 'doers'),
      fc.jsonValue() as fc.Arbitrary<JsonObject>,
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(anyTable, fc.string(), anyRecord)), (puts) => {
        const reader = new PlanReader();
        for (const [table, id, record] of puts) reader.put(table, id, record);
        expect(reader.reading.about.timeZone).toBe('UTC');
        for (const { fields } of reader.reading.needsALook())
          expect(fields.length).toBeGreaterThan(0);
      }),
    );
  });
});
