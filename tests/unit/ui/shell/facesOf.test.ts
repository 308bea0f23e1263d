import { expect, test } from 'vitest';
import type { PlanReading } from '../../../../src/lib/domain/plan/reading';
import type { Person } from '../../../../src/lib/domain/plan/schema';
import { facesOf } from '../../../../src/lib/ui/shell/facesOf';

const people: Person[] = [
  { id: 'renee', name: 'Renee', supportType: 'paid' },
  { id: 'chelo', name: 'Abuela', supportType: 'natural' },
  { id: 'teo', name: 'Teo', supportType: 'family', household: true },
  { id: 'grady', name: 'Officer Grady', supportType: 'paid', leftOn: '2026-04-01' },
  { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
  { id: 'new', name: 'Sam', supportType: 'notKnownYet' },
];
const reading = {
  people: new Map(people.map((person) => [person.id, person])),
} as unknown as PlanReading;
const ids = (of: readonly Person[]) => of.map(({ id }) => id);

test('who uses the device comes first, then the household, then from near to far', () => {
  const faces = facesOf(reading, ['renee', 'nobody'], '2026-05-05');
  expect(ids(faces.known)).toEqual(['renee']);
  expect(ids(faces.others)).toEqual(['teo', 'marisol', 'chelo', 'new']);
});

test('who has left is not asked for, and was there until that day', () => {
  expect(ids(facesOf(reading, ['grady'], '2026-05-05').known)).toEqual([]);
  expect(ids(facesOf(reading, ['grady'], '2026-03-31').known)).toEqual(['grady']);
});

test('nobody is there before the plan is', () => {
  expect(facesOf(undefined, ['teo'], '2026-05-05')).toEqual({ known: [], others: [] });
});
