import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPlan } from '../../../../src/lib/domain/plan/reader';
import { selectFigures } from '../../../../src/lib/domain/plan/selectFigures';
import { selectStanding } from '../../../../src/lib/domain/plan/selectStanding';
import { readRecords } from '../../../unit/domain/plan/readFile';
import { anyDay, anyPlan } from './plans';
import { slowFigures } from './slowMeasures';

describe('FIT, GAP, MEND', () => {
  test('give what a slow reading of the rules gives, whatever a family wrote down', () => {
    fc.assert(
      fc.property(anyPlan, anyDay, (plan, day) => {
        const reading = readRecords({ ...plan });
        const { figures, ownWays } = slowFigures(plan, day);
        expect(selectFigures(reading, day)).toEqual(figures);
        for (const [stepId, allOwnWay] of Object.entries(ownWays)) {
          const history = reading.steps.get(stepId);
          expect(history && selectStanding(history, day)).toMatchObject({ allOwnWay });
        }
      }),
    );
  });

  test('say the same again after another day was asked about', () => {
    fc.assert(
      fc.property(anyPlan, anyDay, anyDay, (plan, day, other) => {
        const reading = readRecords({ ...plan });
        const first = selectFigures(reading, day);
        selectFigures(reading, other);
        expect(selectFigures(reading, day)).toEqual(first);
      }),
    );
  });

  test('an empty plan has nothing to divide by', () => {
    expect(selectFigures(readPlan(new Map()), '2026-03-08')).toEqual({
      fit: {},
      steps: {},
      gap: { off: 0, trying: 0, share: null },
      mend: { times: 0, medianDays: null, open: 0 },
    });
  });
});
