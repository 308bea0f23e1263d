import type { Day } from '../day';
import { DayAnswers } from './dayAnswers';
import type { PlanReading, StepHistory } from './reading';

/**
 * Keeps what a selector answered for each step while the step, the day, the people and the needs stay the same,
 * so that one new try works out one step of a screen again and nothing else.
 * Only for pure selectors that look at nothing else of the reading.
 */
export const selectOncePerStep = <Answer>(
  select: (reading: PlanReading, history: StepHistory, day: Day) => Answer,
): ((reading: PlanReading, history: StepHistory, day: Day) => Answer) => {
  const kept = new WeakMap<
    StepHistory,
    Pick<PlanReading, 'people' | 'needs'> & { readonly answers: DayAnswers<Answer> }
  >();
  return (reading, history, day) => {
    const { people, needs } = reading;
    let last = kept.get(history);
    if (last?.people !== people || last.needs !== needs) {
      last = { people, needs, answers: new DayAnswers() };
      kept.set(history, last);
    }
    return last.answers.of(day, () => select(reading, history, day));
  };
};
