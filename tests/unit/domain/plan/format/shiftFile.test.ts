import { describe, expect, test } from 'vitest';
import vega from '../../../../../src/lib/app/examples/vega.json';
import { addDays, isDay, weekdayOf } from '../../../../../src/lib/domain/day';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import {
  dayFields,
  shiftFile,
  weeksToShift,
} from '../../../../../src/lib/domain/plan/format/shiftFile';
import { selectFigures } from '../../../../../src/lib/domain/plan/selectFigures';
import schema from '../../../../fixtures/lived-plan-1.schema.json';
import { readFile } from '../readFile';

const parsed = parsePlanFile(vega);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
const { file } = parsed.value;

interface Shape {
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

/** Where the published schema has a day. */
const daysOf = (shape: Shape, path: string[] = []): string[] => [
  ...(shape.pattern?.includes('\\d{4}') ? [path.join('.')] : []),
  ...Object.entries(shape.properties ?? {}).flatMap(([key, inner]) =>
    daysOf(inner, [...path, key]),
  ),
  ...(shape.items ? daysOf(shape.items, path.length > 1 ? [...path, '*'] : path) : []),
];

describe('the example is shifted by whole weeks (domain.md §9)', () => {
  test('every day of the published schema moves, and the instant of a try', () => {
    const published = daysOf(schema.oneOf[0] as Shape);
    const ours = Object.entries(dayFields).flatMap(([table, fields]) =>
      fields.map((field) => `${table}.${field}`),
    );
    expect(published).toHaveLength(13);
    expect(ours.toSorted()).toEqual([...published, 'tries.at'].toSorted());
  });

  test('words, codes and ids stay; days move', () => {
    const later = shiftFile(file, 10);
    expect(later.tries[0]).toEqual({ ...file.tries[0], on: '2026-05-13' });
    expect(later.plan).toEqual(file.plan);
    expect(later.outcomes?.[0]?.checks[0]?.on).toBe('2026-05-11');
    expect(later.safetyPlan?.reviewOn).toBe('2026-11-09');
    expect(file.tries[0]?.on).toBe('2026-03-04');
    expect(shiftFile(later, -10)).toEqual(file);
  });

  test('an instant keeps its time of day; words where an instant should be stay', () => {
    const at = (text: string): string | undefined =>
      shiftFile({ ...file, tries: [{ ...file.tries[0]!, at: text }] }, 1).tries[0]?.at;
    expect(at('2026-03-04T18:05:00-07:00')).toBe('2026-03-11T18:05:00-07:00');
    expect(at('2026-03-04')).toBe('2026-03-11');
    expect(at('2026-03-041')).toBe('2026-03-041');
    expect(at('after dinner')).toBe('after dinner');
  });

  test('on any day of two years, the last day becomes the latest Monday not after it', () => {
    for (let days = -365; days < 365; days++) {
      const today = addDays('2026-08-31', days);
      const last = addDays('2026-08-31', 7 * weeksToShift(file, today));
      expect(isDay(last) && weekdayOf(last)).toBe(1);
      expect(last <= today && addDays(last, 7) > today).toBe(true);
    }
  });

  test('the figures move with the days', () => {
    const weeks = weeksToShift(file, '2028-02-29');
    const shift = (day: string): string => addDays(day, weeks * 7);
    const { gap, mend } = selectFigures(readFile(file), '2026-06-22');
    const moved = selectFigures(readFile(shiftFile(file, weeks)), shift('2026-06-22'));
    expect({ gap: moved.gap, mend: moved.mend }).toEqual({ gap, mend });
  });
});
