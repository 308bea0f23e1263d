import { beforeAll, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { fieldWord, recordWord, valueWords } from '../../../../src/lib/ui/plan/offerWords';
import { readFile } from '../../domain/plan/readFile';

const family = readFile(vega);
beforeAll(() => speak('en'));

test('PLAN10 two numbers for Abuela are offered under her name and what the field is called', () => {
  const place = { table: 'people', id: 'chelo', field: 'phone' } as const;
  expect(recordWord(family, place)).toBe('Abuela Chelo');
  expect(fieldWord(place)).toBe('Phone');
  expect(valueWords(family, 'phone', '555-0142')).toBe('555-0142');
});

test('PLAN10 codes, people, days, yes and nothing are said in words', () => {
  expect(valueWords(family, 'status', 'easing')).toBe('Getting easier');
  expect(valueWords(family, 'whose', 'teo')).toBe('Teo Vega');
  expect(valueWords(family, 'callFirst', ['chelo', 'ines'])).toBe('Abuela Chelo and Tía Inés');
  expect(valueWords(family, 'reviewOn', '2026-08-31')).toBe('Monday, August 31, 2026');
  expect(valueWords(family, 'minor', true)).toBe('yes');
  expect(valueWords(family, 'phone', undefined)).toBe('nothing');
  expect(valueWords(family, 'supportType', 'robot')).toBe('Something else');
});

test('PLAN10 a field of a newer app is called by its own name', () => {
  expect(fieldWord({ table: 'people', id: 'chelo', field: 'favorite' })).toBe('favorite');
});
