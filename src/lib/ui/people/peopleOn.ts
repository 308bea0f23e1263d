import type { Day } from '../../domain/day';
import type { PlanReading } from '../../domain/plan/reading';
import type { Person } from '../../domain/plan/schema';

const circles: readonly string[] = ['family', 'natural', 'community', 'paid'];

/** From the kitchen table outwards: the household, then by kind of support; in each by name, then id. */
export const fromTheTable = (a: Person, b: Person): number =>
  Number(b.household === true) - Number(a.household === true) ||
  circleOf(a) - circleOf(b) ||
  a.name.localeCompare(b.name) ||
  (a.id < b.id ? -1 : 1);

const circleOf = ({ supportType }: Person): number =>
  circles.includes(supportType) ? circles.indexOf(supportType) : circles.length;

/** Who is with the family on a day, the household first. */
export const peopleOn = (reading: PlanReading, day: Day): Person[] =>
  [...reading.people.values()]
    .filter(({ leftOn }) => leftOn === undefined || leftOn > day)
    .sort(fromTheTable);
