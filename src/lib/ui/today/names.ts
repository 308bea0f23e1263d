import { m } from '../../i18n/early';
import { here } from '../plan.svelte';
import { called } from './called';

/** What a name in the plan at hand is said as: short at home. Reactive. */
export const short = (name: string): string => called(name, here.names);

/** A person's name as it is said, by id; "someone else" when the plan does not know them. Reactive. */
export const nameOf = (personId: string | undefined): string => {
  const name = personId === undefined ? undefined : here.reading?.people.get(personId)?.name;
  return name ? short(name) : personId === undefined ? '' : m.codes.part.other;
};
