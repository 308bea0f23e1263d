import type { PlanReading } from './reading';
import type { Id, Person } from './schema';

const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** Needs and steps: by rank, those without one last, then by id. */
export const byRank = (
  a: { readonly id: Id; readonly rank?: number },
  b: { readonly id: Id; readonly rank?: number },
): number => order(a.rank ?? Infinity, b.rank ?? Infinity) || order(a.id, b.id);

/** Everyone: household first, then by name, then by id. */
export const selectPeopleInOrder = ({ people }: PlanReading): Person[] =>
  [...people.values()].sort(
    (a, b) =>
      Number(b.household === true) - Number(a.household === true) ||
      order(a.name, b.name) ||
      order(a.id, b.id),
  );
