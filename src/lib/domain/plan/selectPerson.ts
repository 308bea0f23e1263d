import type { PlanReading } from './reading';
import type { Id } from './schema';
import type { PersonRef } from './todayWindow';

/** A person as a screen names them; somebody who is not here has an empty name and the support type `other`. */
export const selectPerson = ({ people }: PlanReading, id: Id): PersonRef => {
  const person = people.get(id);
  return { id, name: person?.name ?? '', supportType: person?.supportType ?? 'other' };
};

/** A household person who has not left by the day. */
export const isHousehold = ({ people }: PlanReading, id: Id, day: string): boolean => {
  const person = people.get(id);
  return person?.household === true && (person.leftOn === undefined || person.leftOn > day);
};
