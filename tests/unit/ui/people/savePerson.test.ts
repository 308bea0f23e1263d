import { expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import type { Actor } from '../../../../src/lib/domain/plan/actor';
import { savePerson, type PersonFields } from '../../../../src/lib/ui/people/savePerson';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);
const actor: Actor = {
  by: 'marisol',
  enteredBy: undefined,
  today: '2026-08-31',
  now: '2026-08-31T12:00:00Z',
  newId: () => 'new',
};
const fieldsOf = (id: string): PersonFields => {
  const { name, part, supportType, household, home, minor, mandatedReporter, phone, language } =
    family.people.get(id) ?? { id, name: '', supportType: '' };
  return { name, part, supportType, household, home, minor, mandatedReporter, phone, language };
};
const noTie = { strength: undefined, energy: undefined, stressful: undefined };

test('DOC6 a new number for Abuela Chelo writes her number and nothing else', () => {
  const decided = savePerson(
    family,
    {
      personId: 'chelo',
      person: { ...fieldsOf('chelo'), household: undefined, phone: '555-0000' },
      tie: { strength: 'strong', energy: 'gives', stressful: undefined },
    },
    actor,
  );
  expect(decided).toEqual({
    ok: true,
    value: [
      { type: 'fieldChanged', table: 'people', id: 'chelo', field: 'phone', value: '555-0000' },
    ],
  });
});

test('a first word about how it feels with Patrice makes a tie', () => {
  const decided = savePerson(
    family,
    { personId: 'patrice', person: fieldsOf('patrice'), tie: { ...noTie, strength: 'unsure' } },
    actor,
  );
  expect(decided.ok && decided.value).toMatchObject([
    { type: 'recordAdded', table: 'ties', record: { personId: 'patrice', strength: 'unsure' } },
  ]);
});

test('a person without a name is refused, and nothing of the form is written', () => {
  const decided = savePerson(
    family,
    { personId: 'chelo', person: { ...fieldsOf('chelo'), phone: '1', name: ' ' }, tie: noTie },
    actor,
  );
  expect(decided).toEqual({ ok: false, refusal: { kind: 'nothingWritten', field: 'name' } });
});
