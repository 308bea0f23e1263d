import { newId } from '../../app/newId';
import { addPerson } from '../../domain/plan/commands/addPerson';
import type { Id } from '../../domain/plan/schema';
import { act, stands } from '../plan.svelte';
import type { NewPersonFields } from './NewPerson.svelte';

/** Writes somebody new into the plan; their id, or absent when it was not done. */
export type AddPerson = (fields: NewPersonFields, household: boolean) => Promise<Id | undefined>;

export const addNewPerson: AddPerson = async (fields, household) => {
  const id = newId();
  const came = await act(
    (reading, input: Parameters<typeof addPerson>[1], actor) =>
      addPerson(reading, input, { ...actor, newId: () => id }),
    {
      name: fields.name,
      supportType: fields.supportType,
      ...(household && { household }),
      ...(fields.mandatedReporter && { mandatedReporter: true }),
    },
  );
  return stands(came) ? id : undefined;
};
