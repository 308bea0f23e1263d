import { beforeAll, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { figureRows } from '../../../../src/lib/ui/inout/figureRows';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);
beforeAll(() => speak('en'));

test('GAP and MEND of a day stand as words with their numbers beside them', () => {
  const { plan } = figureRows(family, '2026-04-06');
  expect(plan.map(({ words, number }) => `${words} | ${number}`)).toEqual([
    '0 steps to look at together | 0 of 5',
    'we changed it 4 times | typically after 22 days',
    '0 steps stopped matching real life | 0',
  ]);
});

test('FIT every step says its word, since when, and how much of it happens and helps', () => {
  const { steps } = figureRows(family, '2026-03-23');
  expect(steps.find(({ id }) => id === 's2')).toMatchObject({
    what: 'Every night, Marisol fills in the behavior chart.',
    words:
      'We can do it, but it isn’t helping: another idea? · stopped matching · since 2 weeks ago',
    number: 'happens 67% · helps 0%',
  });
  expect(steps.find(({ id }) => id === 's5')?.number).toBe('–');
});
