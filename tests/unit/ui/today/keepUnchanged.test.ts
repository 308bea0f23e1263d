import { describe, expect, it } from 'vitest';
import { keepUnchanged } from '../../../../src/lib/ui/today/keepUnchanged';

const idOf = (item: { id: string }): string => item.id;

describe('keeping what did not change', () => {
  it('gives back the same objects, and only the changed one anew', () => {
    const before = [
      { id: 'a', said: 1 },
      { id: 'b', said: 1 },
    ];
    const now = keepUnchanged(
      before,
      [
        { id: 'b', said: 1 },
        { id: 'a', said: 2 },
      ],
      idOf,
    );
    expect(now[0]).toBe(before[1]);
    expect(now[1]).not.toBe(before[0]);
    expect(now[1]).toEqual({ id: 'a', said: 2 });
  });

  it('gives back the same list when nothing changed, and a new one when something left', () => {
    const before = [{ id: 'a' }, { id: 'b' }];
    expect(keepUnchanged(before, [{ id: 'a' }, { id: 'b' }], idOf)).toBe(before);
    expect(keepUnchanged(before, [{ id: 'a' }], idOf)).toEqual([{ id: 'a' }]);
  });
});
