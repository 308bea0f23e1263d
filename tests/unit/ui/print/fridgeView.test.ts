import { expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { callsFirst, daysOnAPage, fridgeSteps } from '../../../../src/lib/ui/print/fridgeView';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);

test('the fridge shows the steps that were being tried that day, in the family’s order', () => {
  expect(fridgeSteps(family, '2026-06-22').map(({ versionId }) => versionId)).toEqual([
    's1v4',
    's2v3',
    's3v3',
    's4v3',
    's5v1',
    's6v2',
  ]);
});

test('PLAN9 Renee’s promise stands on the page like any other step, while it is tried', () => {
  expect(fridgeSteps(family, '2026-04-01').map(({ stepId }) => stepId)).toContain('s7');
  expect(fridgeSteps(family, '2026-04-06').map(({ stepId }) => stepId)).not.toContain('s7');
});

test('who to call keeps the family’s order, and who has left is not called', () => {
  expect(callsFirst(family, '2026-08-31').map(({ name }) => name)).toEqual([
    'Abuela Chelo',
    'Tía Inés',
    'Mr. Hollis',
    'Patrice Lowell',
  ]);
  const gone = readFile({
    ...vega,
    people: vega.people.map((one) => (one.id === 'ines' ? { ...one, leftOn: '2026-08-01' } : one)),
  });
  expect(callsFirst(gone, '2026-08-31').map(({ id }) => id)).toEqual([
    'chelo',
    'hollis',
    'patrice',
  ]);
});

test('few steps have boxes for more days, a week at most; a full page has one day for each', () => {
  expect([1, 2, 3, 4, 5, 6, 20].map(daysOnAPage)).toEqual([7, 6, 5, 3, 2, 1, 1]);
});
