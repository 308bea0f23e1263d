import { markSaid, notSaidYet } from '../../app/onceSaid';
import { here } from '../plan.svelte';

/**
 * Who is with the family and required by law to report, and of whom that was not said yet on this device (PLAN14). Nobody on
 * a device outside of the household: no words leave it from there.
 */
export const reportersToName = async (): Promise<string[]> =>
  here.readsHousehold
    ? notSaidYet(
        here.id ?? '',
        [...(here.reading?.people.values() ?? [])]
          .filter(
            ({ mandatedReporter, leftOn }) =>
              mandatedReporter === true && (leftOn === undefined || leftOn > here.today),
          )
          .map(({ id }) => id),
      )
    : [];

/** It was said of these, and is not said again. */
export const reportersNamed = async (ids: readonly string[]): Promise<void> => {
  for (const id of ids) await markSaid(here.id ?? '', id);
};
