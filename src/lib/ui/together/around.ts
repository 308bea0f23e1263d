import type { Day } from '../../domain/day';
import type { Id, Person } from '../../domain/plan/schema';

/** What the screens about devices need of the plan. */
export interface Around {
  readonly id: string;
  /** Who is with the family, from the kitchen table outwards. */
  readonly people: readonly Person[];
  readonly today: Day;
  /** Where the plan's days turn (PLAN12). */
  readonly timeZone: string;
}

/** The people of these ids, in the order of the plan; who is not in it is left out. */
export const peopleOf = ({ people }: Around, ids: readonly Id[]): Person[] =>
  people.filter(({ id }) => ids.includes(id));
