import type { Person } from './schema';

/** The names of those who are of the household now: what a plan is known by. */
export const householdNames = (people: Iterable<Person>): string[] =>
  [...people].filter(({ household, leftOn }) => household && !leftOn).map(({ name }) => name);
