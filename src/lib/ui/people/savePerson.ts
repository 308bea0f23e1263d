import { addTie } from '../../domain/plan/commands/addTie';
import type { Decision } from '../../domain/plan/commands/command';
import { editField, type EditFieldInput } from '../../domain/plan/commands/editField';
import type { TieEnergy, TieStrength } from '../../domain/plan/codes';
import type { Actor } from '../../domain/plan/actor';
import type { PlanReading } from '../../domain/plan/reading';
import type { Id, Person, Tie } from '../../domain/plan/schema';
import { ok } from '../../domain/result';

/** What a form says of a person; an absent field is to be absent. */
export type PersonFields = Pick<
  { [Field in keyof Person]: Person[Field] | undefined },
  | 'name'
  | 'part'
  | 'supportType'
  | 'household'
  | 'home'
  | 'minor'
  | 'mandatedReporter'
  | 'phone'
  | 'language'
>;

/** What a form says of a tie. */
export interface TieFields {
  readonly strength: TieStrength | undefined;
  readonly energy: TieEnergy | undefined;
  readonly stressful: boolean | undefined;
}

export interface SavePersonInput {
  readonly personId: Id;
  readonly person: PersonFields;
  readonly tie: TieFields;
}

/** No is the same as not said: an unticked box writes nothing over either. */
const same = (was: unknown, now: unknown): boolean =>
  was === now || (!was && !now && (typeof was === 'boolean' || typeof now === 'boolean'));

/** Writes what a form changed of a person and their tie, field by field, to be undone as one. */
export const savePerson = (
  reading: PlanReading,
  { personId, person, tie }: SavePersonInput,
  actor: Actor,
): Decision => {
  const known = reading.people.get(personId);
  const tied = [...reading.ties.values()].find((one) => one.personId === personId);
  const decided = [
    ...edits('people', personId, known, person).map((edit) => editField(reading, edit, actor)),
    ...(tied
      ? edits('ties', tied.id, tied, tie).map((edit) => editField(reading, edit, actor))
      : Object.values(tie).some(Boolean)
        ? [addTie(reading, { personId, ...written(tie) }, actor)]
        : []),
  ];
  for (const one of decided) if (!one.ok) return one;
  return ok(decided.flatMap((one) => (one.ok ? one.value : [])));
};

const edits = (
  table: 'people' | 'ties',
  id: Id,
  known: Person | Tie | undefined,
  fields: PersonFields | TieFields,
): EditFieldInput[] =>
  Object.entries(fields)
    .filter(([field, value]) => !same(known?.[field], value))
    .map(([field, value]) => ({ table, id, field, value }) as EditFieldInput);

/** The fields that say something. */
export const written = <Fields extends object>(
  fields: Fields,
): { [Field in keyof Fields]?: Exclude<Fields[Field], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [Field in keyof Fields]?: Exclude<Fields[Field], undefined>;
  };
