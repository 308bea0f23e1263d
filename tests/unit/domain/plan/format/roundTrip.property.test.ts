import fc from 'fast-check';
import { expect, test } from 'vitest';
import vega from '../../../../../src/lib/app/examples/vega.json';
import { addDays } from '../../../../../src/lib/domain/day';
import { evolve } from '../../../../../src/lib/domain/plan/evolve';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import { planFileToChanges } from '../../../../../src/lib/domain/plan/format/planFileToChanges';
import { planToFile } from '../../../../../src/lib/domain/plan/format/planToFile';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import { selectFigures } from '../../../../../src/lib/domain/plan/selectFigures';
import type { PlanFile } from '../../../../../src/lib/domain/plan/schema';
import { takeIn } from '../takeIn';
import { anyFile, talker } from './anyFile';
import { sameFile } from './sameFile';

const roundTrip = (file: PlanFile, by: string | undefined = talker): PlanFile =>
  planToFile(readPlan(takeIn(file)), { talker: by });

/** A whole file shrinks too slowly to wait for: the seed brings the same one again. */
const holds = <T extends [unknown, ...unknown[]]>(property: fc.IProperty<T>): void =>
  fc.assert(property, { endOnFailure: true });

const parsed = (input: unknown): PlanFile => {
  const result = parsePlanFile(input);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value.file;
};

test('a generated file fits', () => {
  holds(fc.property(anyFile, (file) => void expect(parsePlanFile(file).ok).toBe(true)));
});

test('what comes in goes out: unknown fields and codes, empty and absent parts, at every level', () => {
  holds(
    fc.property(anyFile, (file) => {
      const out = roundTrip(file);
      expect(sameFile(file, out) || { in: file, out }).toBe(true);
    }),
  );
});

test('a second journey changes not one character', () => {
  holds(
    fc.property(anyFile, (file) => {
      const out = roundTrip(file);
      expect(JSON.stringify(roundTrip(out))).toBe(JSON.stringify(out));
    }),
  );
});

test('what goes out reads the same as what came in, and gives the same figures on every day', () => {
  const day = fc.integer({ min: -10, max: 910 }).map((days) => addDays('2025-01-01', days));
  holds(
    fc.property(anyFile, fc.array(day, { minLength: 5, maxLength: 5 }), (file, days) => {
      const before = readPlan(takeIn(file));
      const after = readPlan(takeIn(roundTrip(file)));
      for (const [id, history] of before.steps) {
        const again = after.steps.get(id);
        expect(again?.versions).toEqual(history.versions);
        expect(again?.adjustments).toEqual(history.adjustments);
        expect(again?.tries).toEqual(history.tries);
        expect(again?.superseded).toEqual(history.superseded);
        for (const one of [...days, ...history.decisions.map(({ on }) => addDays(on, -1))]) {
          expect(selectFigures(after, one)).toEqual(selectFigures(before, one));
        }
      }
    }),
  );
});

test('what goes out always fits, whatever was taken out of the plan before', () => {
  holds(
    fc.property(anyFile, fc.infiniteStream(fc.boolean()), (file, coin) => {
      const kept = [...planFileToChanges(file)].flat().filter(() => !coin.next().value);
      const state = kept.reduce(evolve, new Map());
      const out = JSON.parse(
        JSON.stringify(planToFile(readPlan(state), { talker: undefined })),
      ) as unknown;
      expect(parsePlanFile(out)).toMatchObject({ ok: true });
    }),
  );
});

test('the Vega family goes in and comes out the same', () => {
  const file = parsed(vega);
  expect(sameFile(roundTrip(file), file)).toBe(true);
});
