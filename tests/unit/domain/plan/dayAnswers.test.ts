import { expect, test, vi } from 'vitest';
import { DayAnswers } from '../../../../src/lib/domain/plan/dayAnswers';

test('today and tomorrow are worked out once, however often a screen goes from one to the other', () => {
  const answers = new DayAnswers<string | undefined>();
  const workOut = vi.fn((day: string) => (day === '2026-03-02' ? undefined : `of ${day}`));
  const of = (day: string) => answers.of(day, () => workOut(day));
  for (let again = 0; again < 3; again += 1) {
    expect(of('2026-03-02')).toBeUndefined();
    expect(of('2026-03-03')).toBe('of 2026-03-03');
  }
  expect(workOut).toHaveBeenCalledTimes(2);
  // Of a third day the oldest is let go of.
  expect(of('2026-03-04')).toBe('of 2026-03-04');
  expect(of('2026-03-03')).toBe('of 2026-03-03');
  expect(workOut).toHaveBeenCalledTimes(3);
  of('2026-03-02');
  expect(workOut).toHaveBeenCalledTimes(4);
});
