import { expect, test } from 'vitest';
import { splitLines } from '../../../../src/lib/domain/plan/lines';
import type { PlanReading } from '../../../../src/lib/domain/plan/reading';
import { isList, readWords, toKept } from '../../../../src/lib/ui/kit/sharedWords';

const rules = { table: 'plan', id: 'plan', field: 'groundRules' } as const;
const vision = { table: 'plan', id: 'plan', field: 'vision' } as const;

const reading = {
  plan: { vision: 'Sunday table full', groundRules: ['Phones in the basket.', 'Teo first.'] },
  safetyPlan: undefined,
  needs: new Map([['n1', { id: 'n1', text: 'To start the day without a fight' }]]),
  strengths: new Map(),
} as unknown as PlanReading;

test('words are read where they stand; what is not there reads as empty', () => {
  expect(readWords(reading, vision)).toBe('Sunday table full');
  expect(readWords(reading, { table: 'needs', id: 'n1', field: 'text' })).toContain('a fight');
  expect(readWords(reading, { table: 'strengths', id: 'gone', field: 'text' })).toBe('');
  expect(readWords(reading, { table: 'safetyPlan', id: 'safetyPlan', field: 'crisisIs' })).toBe('');
});

test('PLAN10 a list is written one item a line, and lines left empty are no items', () => {
  expect(isList(rules)).toBe(true);
  expect(isList(vision)).toBe(false);
  expect(readWords(reading, rules)).toBe('Phones in the basket.\nTeo first.');
  expect(splitLines(toKept(rules, 'Phones in the basket.\n\n  \nTeo \\ first.\n'))).toEqual([
    'Phones in the basket.',
    'Teo \\ first.',
  ]);
  expect(toKept(vision, 'two\n\nlines')).toBe('two\n\nlines');
});
