import type { Day } from '../day';

/**
 * Keeps a selector's last answer for each object it was asked about, so that one new try
 * works out one step again and nothing else. Only sound for pure selectors of objects that never change.
 */
export const selectOncePerDay = <Of extends object, Answer>(
  select: (of: Of, day: Day) => Answer,
): ((of: Of, day: Day) => Answer) => {
  const kept = new WeakMap<Of, { readonly day: Day; readonly answer: Answer }>();
  return (of, day) => {
    const last = kept.get(of);
    if (last?.day === day) return last.answer;
    const answer = select(of, day);
    kept.set(of, { day, answer });
    return answer;
  };
};
