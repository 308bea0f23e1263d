import type { Agreement, Id, Person } from './schema';
import { wasHousehold } from './wasHousehold';

/** An answer is somebody's own when they wrote it, or a household person wrote it for them (PLAN5). */
export const isTheirs = (agreement: Agreement, people: ReadonlyMap<Id, Person>): boolean =>
  agreement.enteredBy === undefined ||
  agreement.enteredBy === agreement.by ||
  wasHousehold(agreement, agreement.enteredBy, people);
