import { describe, expect, it } from 'vitest';
import { likelyBecause, triesToNameOf } from '../../../../src/lib/ui/adjust/becauseOf';
import { attempt, march, step } from '../../domain/plan/family';

describe('the tries a change comes from', () => {
  const tries = [
    attempt(2, 'worked', { id: 't1' }),
    attempt(3, 'didNotHappen', { id: 't2' }),
    attempt(4, 'notTheWeek', { id: 't3' }),
    attempt(5, 'noHelp', { id: 't4' }),
  ];

  it('PLAN1 takes what the way here named, if it is here', () => {
    expect(likelyBecause(step({ tries }), 'v1', ['t1', 'gone'], march(6))).toEqual(['t1']);
  });

  it('PLAN1 takes the days that stopped matching, when nothing was named', () => {
    expect(likelyBecause(step({ tries }), 'v1', [], march(6))).toEqual(['t2', 't4']);
  });

  it('PLAN1 takes what was said today, when the step is lived', () => {
    const lived = [attempt(2, 'worked', { id: 'a' }), attempt(6, 'partly', { id: 'b' })];
    expect(likelyBecause(step({ tries: lived }), 'v1', [], march(6))).toEqual(['b']);
    expect(likelyBecause(step({ tries: lived }), 'v1', [], march(7))).toEqual([]);
  });

  it('offers the newest six and those that were named, newest first, and none of a day to come', () => {
    const many = Array.from({ length: 9 }, (_, at) =>
      attempt(at + 1, 'worked', { id: `m${at + 1}` }),
    );
    const ids = triesToNameOf(step({ tries: many }), 'v1', ['m1'], march(8)).map(({ id }) => id);
    expect(ids).toEqual(['m8', 'm7', 'm6', 'm5', 'm4', 'm3', 'm1']);
  });
});
