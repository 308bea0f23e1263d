import { describe, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { selectFigures } from '../../../../src/lib/domain/plan/selectFigures';
import expected from '../../../fixtures/expected.json';
import { readFile } from './readFile';

const reading = readFile(vega);

describe('FIT, GAP, MEND: the Vega family', () => {
  const days = Object.entries(expected.vega);

  test('has six days to look at', () => {
    expect(days.map(([day]) => day)).toEqual([
      '2026-03-23',
      '2026-04-06',
      '2026-04-27',
      '2026-06-22',
      '2026-08-03',
      '2026-08-31',
    ]);
  });

  test.each(days)('on %s the figures are exactly what the example says', (day, figures) => {
    const { fit, steps, gap, mend } = figures;
    expect(selectFigures(reading, day)).toEqual({ fit, steps, gap, mend });
  });

  test('before the plan began there is nothing to divide by', () => {
    expect(selectFigures(reading, '2026-03-01')).toEqual({
      fit: {},
      steps: {},
      gap: { off: 0, trying: 0, share: null },
      mend: { times: 0, medianDays: null, open: 0 },
    });
  });
});
