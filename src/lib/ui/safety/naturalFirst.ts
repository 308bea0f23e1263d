import type { Person } from '../../domain/plan/schema';

const order: readonly string[] = ['natural', 'community', 'family', 'paid'];

const place = ({ supportType }: Person): number =>
  order.includes(supportType) ? order.indexOf(supportType) : order.length;

/** People in the order in which one would call them in a hard moment: natural people first, services last. */
export const naturalFirst = (people: readonly Person[]): Person[] =>
  [...people].sort((a, b) => place(a) - place(b));
