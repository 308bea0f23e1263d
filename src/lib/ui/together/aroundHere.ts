import { here } from '../plan.svelte';
import { peopleOn } from '../people/peopleOn';
import type { Around } from './around';

/** What the screens about devices need of the plan at hand; absent until it is open. Reactive. */
export const aroundHere = (): Around | undefined => {
  const { id, reading, today } = here;
  return id !== undefined && reading
    ? { id, people: peopleOn(reading, today), today, timeZone: reading.about.timeZone }
    : undefined;
};
