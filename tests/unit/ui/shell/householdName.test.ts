import { beforeAll, expect, test } from 'vitest';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { householdName } from '../../../../src/lib/ui/shell/householdName';

beforeAll(() => speak('en', true));

test('a household that shares a last name is called by it', () => {
  expect(householdName(['Marisol Vega', 'Teo Vega', 'Luz Vega'])).toBe('Vega');
});

test('otherwise by first names, as people call each other', () => {
  expect(householdName(['Marisol Vega', 'Sam Ortiz'])).toBe('Marisol and Sam');
  expect(householdName(['Marisol', 'Teo', 'Luz Vega'])).toBe('Marisol, Teo, and Luz');
  expect(householdName(['Marisol Vega'])).toBe('Marisol');
  expect(householdName(['Ana', 'Ana'])).toBe('Ana and Ana');
});

test('what somebody is called by stays with their name', () => {
  expect(householdName(['Marisol', 'Abuela Chelo'])).toBe('Marisol and Abuela Chelo');
  expect(householdName(['Mr. Hollis', 'Tía Inés Ortiz'])).toBe('Mr. Hollis and Tía Inés');
});

test('names that are empty are left out', () => {
  expect(householdName([])).toBe('');
  expect(householdName(['  '])).toBe('');
  expect(householdName([' ', 'Teo Vega'])).toBe('Teo');
});

test('whoever gave no name names no household', () => {
  expect(householdName(['Me'])).toBe('');
  expect(householdName(['Yo', 'Teo'])).toBe('Teo');
});
