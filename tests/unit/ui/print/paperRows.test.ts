import { expect, test } from 'vitest';
import {
  rowsOf,
  tickedRows,
  withAnotherRow,
  withRow,
} from '../../../../src/lib/ui/print/paperRows';

const steps = [
  { stepId: 's1', versionId: 's1v1' },
  { stepId: 's2', versionId: 's2v1' },
];
const today = '2026-05-05';

test('every step of the page has a row, and what was ticked stays when the day turns', () => {
  const rows = withRow(rowsOf(steps, [], today), 's1/0', { outcome: 'worked' });
  const touched = rows.filter((row) => row.outcome !== undefined);
  const later = rowsOf(steps, touched, '2026-05-06');
  expect(later.map(({ key, on }) => `${key} ${on}`)).toEqual([
    's1/0 2026-05-05',
    's2/0 2026-05-06',
  ]);
  expect(tickedRows(later)).toHaveLength(1);
});

test('another day of a step stands right after it, empty, with a key of its own', () => {
  const one = withAnotherRow(rowsOf(steps, [], today), 's1');
  const two = withAnotherRow(one, 's1');
  expect(two.map(({ key }) => key)).toEqual(['s1/0', 's1/1', 's1/2', 's2/0']);
  expect(tickedRows(two)).toEqual([]);
});
