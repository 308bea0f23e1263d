import type { Day } from '../day';
import { DayAnswers } from './dayAnswers';

/**
 * Keeps a selector's last answers for each object it was asked about, so that one new try
 * works out one step again and nothing else. Only sound for pure selectors of objects that never change.
 */
export const selectOncePerDay = <Of extends object, Answer>(
  select: (of: Of, day: Day) => Answer,
): ((of: Of, day: Day) => Answer) => {
  const kept = new WeakMap<Of, DayAnswers<Answer>>();
  return (of, day) => {
    const answers = kept.get(of) ?? new DayAnswers<Answer>();
    kept.set(of, answers);
    return answers.of(day, () => select(of, day));
  };
};
