import { describe, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import {
  selectStory,
  type StoryFilter,
  type StoryItem,
} from '../../../../src/lib/domain/plan/selectStory';
import type { PlanReading } from '../../../../src/lib/domain/plan/reading';
import { attempt, march, people, plan } from './family';
import { readFile } from './readFile';

const family = readFile(vega);
const day = '2026-08-31';

/** Reads on until there is no more. */
const all = (reading: PlanReading, filter: StoryFilter): StoryItem[] => {
  const items: StoryItem[] = [];
  let cursor: string | undefined;
  do {
    const page = selectStory(reading, { ...filter, cursor });
    items.push(...page.days.flatMap((one) => one.items));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
};

const count = (items: readonly StoryItem[], sort: StoryItem['sort']): number =>
  items.filter((item) => item.sort === sort).length;

describe('Story', () => {
  test('tells all that happened to the plan of the Vegas, newest first', () => {
    const items = all(family, { day });
    expect(count(items, 'version')).toBe(17);
    // One of the 89 was corrected by another.
    expect(count(items, 'try')).toBe(88);
    expect(count(items, 'meeting')).toBe(7);
    expect(count(items, 'reflection')).toBe(vega.reflections.length);
    // 13 agreed: 10 made a version, 3 say where a step stands.
    expect(count(items, 'decision')).toBe(3);
    const days = items.map(({ on }) => on);
    expect(days).toEqual([...days].sort().reverse());
  });

  test('pages of any size tell the same, each thing once', () => {
    const whole = all(family, { day, most: 1000 }).map(({ sort, id }) => `${sort} ${id}`);
    expect(new Set(whole).size).toBe(whole.length);
    for (const most of [1, 7, 50])
      expect(all(family, { day, most }).map(({ sort, id }) => `${sort} ${id}`)).toEqual(whole);
  });

  test('a page is no longer than asked for, and its days stand together', () => {
    const page = selectStory(family, { day, most: 10 });
    expect(page.days.flatMap(({ items }) => items)).toHaveLength(10);
    expect(new Set(page.days.map(({ on }) => on)).size).toBe(page.days.length);
    for (const { on, items } of page.days) for (const item of items) expect(item.on).toBe(on);
  });

  test('a cursor stays good when a new try comes in meanwhile', () => {
    const tries = [attempt(3, 'worked'), attempt(4, 'worked'), attempt(5, 'worked')];
    const first = selectStory(plan({ tries }), { day: march(9), most: 2 });
    const more = plan({ tries: [...tries, attempt(6, 'worked')] });
    const next = selectStory(more, { day: march(9), most: 2, cursor: first.cursor });
    expect(next.days.map(({ on }) => on)).toEqual([march(3), march(1)]);
  });

  test('one step or one need has only what is about it', () => {
    const morning = all(family, { day, stepId: 's1' });
    expect(count(morning, 'version')).toBe(4);
    expect(count(morning, 'meeting')).toBe(0);
    expect(count(morning, 'reflection')).toBeGreaterThan(0);
    const need = all(family, { day, needId: 'n-mornings' });
    const steps = new Set(need.flatMap((item) => ('stepId' in item ? [item.stepId] : [])));
    expect([...steps].sort()).toEqual(['s1', 's7']);
    expect(all(family, { day, stepId: 's1', needId: 'n-luz' })).toEqual([]);
  });

  test('an earlier day is told as far as it had come', () => {
    const items = all(family, { day: '2026-03-30' });
    expect(items[0]?.on).toBe('2026-03-30');
    expect(count(items, 'meeting')).toBe(2);
  });

  test('a new version says what led to it; a first one does not', () => {
    const versions = all(family, { day, stepId: 's1' }).filter((item) => item.sort === 'version');
    expect(versions.map(({ number, change }) => [number, change?.kinds])).toEqual([
      [4, ['grow']],
      [3, ['helper', 'timing']],
      [2, ['smaller', 'helper']],
      [1, undefined],
    ]);
  });

  test('PLAN13: says when somebody went', () => {
    const reading = plan({ people: [{ ...people[3], leftOn: march(20) }] });
    expect(selectStory(reading, { day: march(19) }).days.map(({ on }) => on)).toEqual([march(1)]);
    expect(selectStory(reading, { day: march(20) }).days[0]).toMatchObject({
      on: march(20),
      items: [{ sort: 'left', person: { name: 'Renee' } }],
    });
  });

  test('a new try is told at once', () => {
    const before = plan({ tries: [attempt(3, 'worked')] });
    expect(count(all(before, { day }), 'try')).toBe(1);
    const after = plan({ tries: [attempt(3, 'worked'), attempt(4, 'worked')] });
    expect(count(all(after, { day }), 'try')).toBe(2);
  });
});
