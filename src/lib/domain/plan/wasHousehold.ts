import type { Agreement, Id, Person } from './schema';

/**
 * Whether a person of an answer, `by` or `enteredBy`, was household when it was written: what was agreed stays agreed,
 * whoever the family says it is later (PLAN5). An answer that does not say it is judged as the household is now.
 */
export const wasHousehold = (
  { household }: Agreement,
  id: Id,
  people: ReadonlyMap<Id, Person>,
): boolean => household?.includes(id) ?? people.get(id)?.household === true;
