import { describe, expect, test } from 'vitest';
import { moved, placeAt, placeOfKey, shifts } from '../../../../src/lib/ui/plan/order';

const rows = [0, 100, 200, 300].map((top) => ({ top, bottom: top + 80 }));

describe('putting needs and steps in order', () => {
  test('Marisol moves the third need to the top, and the others keep their order', () => {
    expect(moved(['rest', 'mornings', 'luz', 'belong'], 2, 0)).toEqual([
      'luz',
      'rest',
      'mornings',
      'belong',
    ]);
  });

  test('a place beyond the ends means the end', () => {
    expect(moved(['a', 'b', 'c'], 0, 9)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b'], 5, 0)).toEqual(['a', 'b']);
  });

  test('a dragged need passes its neighbor when its middle has passed the neighbor’s', () => {
    expect(placeAt(rows, 1, 139)).toBe(1);
    expect(placeAt(rows, 1, 241)).toBe(2);
    expect(placeAt(rows, 1, 900)).toBe(3);
    expect(placeAt(rows, 3, 39)).toBe(0);
  });

  test('those between give way by the height of what is dragged and the gap, the rest stay', () => {
    expect(shifts(rows, 0, 2)).toEqual([0, -100, -100, 0]);
    expect(shifts(rows, 3, 1)).toEqual([0, 100, 100, 0]);
    expect(shifts(rows, 1, 1)).toEqual([0, 0, 0, 0]);
    expect(shifts(rows.slice(0, 1), 0, 0)).toEqual([0]);
  });

  test('UI3 arrow keys, Home and End say where a need goes; other keys say nothing', () => {
    expect(placeOfKey('ArrowUp', 2, 4)).toBe(1);
    expect(placeOfKey('ArrowDown', 2, 4)).toBe(3);
    expect(placeOfKey('Home', 2, 4)).toBe(0);
    expect(placeOfKey('End', 2, 4)).toBe(3);
    expect(placeOfKey('Enter', 2, 4)).toBeUndefined();
  });
});
