import type { Day } from '../day';

/** A screen shows one day, and tomorrow is drawn ahead of it: neither makes the other be worked out again. */
const daysKept = 2;

/** Answers for the days that were asked about last. */
export class DayAnswers<Answer> {
  readonly #answers = new Map<Day, Answer>();

  of(day: Day, workOut: () => Answer): Answer {
    if (this.#answers.has(day)) return this.#answers.get(day) as Answer;
    const answer = workOut();
    const [oldest] = this.#answers.keys();
    if (this.#answers.size === daysKept && oldest !== undefined) this.#answers.delete(oldest);
    this.#answers.set(day, answer);
    return answer;
  }
}
