import { expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { selectStory } from '../../../../src/lib/domain/plan/selectStory';
import { firstDay } from '../../../../src/lib/ui/story/firstDay';
import { byMonth, countItems, fromChoice, toChoice } from '../../../../src/lib/ui/story/storyView';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);

test('the story of the Vegas stands by month, newest first, and loses nothing', () => {
  const { days } = selectStory(family, { day: '2026-08-31', most: 1000 });
  const months = byMonth(days);
  expect(months.map(({ month }) => month)).toEqual([
    '2026-08',
    '2026-07',
    '2026-06',
    '2026-05',
    '2026-04',
    '2026-03',
  ]);
  expect(months.reduce((sum, month) => sum + countItems(month.days), 0)).toBe(countItems(days));
});

test('the first day that can be looked at is the day the plan began', () => {
  expect(firstDay(family)).toBe('2026-03-02');
  expect(firstDay(readFile({}))).toBeUndefined();
});

test('a choice names a step, a need, or everything, and comes back the same', () => {
  for (const about of [
    { s: 's1', n: undefined },
    { s: undefined, n: 'n-rest' },
    { s: undefined, n: undefined },
  ])
    expect(fromChoice(toChoice(about))).toEqual(about);
});
