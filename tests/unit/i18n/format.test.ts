import { beforeEach, describe, expect, test } from 'vitest';
import {
  sayBytes,
  sayDay,
  sayDayFull,
  sayDayHeading,
  sayDayShort,
  sayList,
  sayMonth,
  sayNumber,
  sayOrdinal,
} from '../../../src/lib/i18n/format';
import { plural } from '../../../src/lib/i18n/plural';
import { speak } from '../../../src/lib/i18n/words.svelte';

const today = '2026-05-05';

describe('in English', () => {
  beforeEach(() => speak('en', true));

  test.each([
    ['2026-05-05', 'today'],
    ['2026-05-04', 'yesterday'],
    ['2026-05-06', 'tomorrow'],
    ['2026-05-02', 'Saturday'],
    ['2026-04-28', 'last week'],
    ['2026-04-14', '3 weeks ago'],
    ['2026-05-08', 'in 3 days'],
    ['2025-12-01', '5 months ago'],
    ['2024-12-01', 'December 1, 2024'],
  ])('%s is said as people say it: %s', (day, words) => {
    expect(sayDay(day, today)).toBe(words);
  });

  test('a day is never moved by the time zone of the one who reads', () => {
    expect(sayDayFull('2026-01-01')).toBe('Thursday, January 1, 2026');
    expect(sayDayHeading('2026-05-05')).toBe('Tuesday, May 5');
    expect(sayDayShort('2026-03-01', today)).toBe('March 1');
    expect(sayMonth('2026-03-31')).toBe('March 2026');
  });

  test('versions are counted as people count', () => {
    expect([1, 2, 3, 4, 11, 12, 13, 21, 22, 23, 101].map(sayOrdinal)).toEqual([
      ...['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '22nd', '23rd', '101st'],
    ]);
  });

  test('names, numbers and sizes are said in words', () => {
    expect(sayList(['Teo', 'Marisol', 'Luz'])).toBe('Teo, Marisol, and Luz');
    expect(sayList(['Teo'])).toBe('Teo');
    expect(sayList([])).toBe('');
    expect(sayNumber(1234.56)).toBe('1,234.6');
    expect(sayBytes(812)).toBe('0.8 kB');
    expect(sayBytes(3_140_000)).toBe('3.1 MB');
    expect(sayBytes(10_740_000_000)).toBe('10.7 GB');
  });
});

describe('in Spanish', () => {
  beforeEach(() => speak('es', true));

  test('days, names and numbers are said as people say them', () => {
    expect(sayDay('2026-05-04', today)).toBe('ayer');
    expect(sayDay('2026-05-02', today)).toBe('sábado');
    expect(sayDay('2026-04-14', today)).toBe('hace 3 semanas');
    expect(sayDayFull('2026-05-05')).toBe('martes, 5 de mayo de 2026');
    expect(sayList(['Teo', 'Marisol'])).toBe('Teo y Marisol');
    expect(sayList(['Teo', 'Inés'])).toBe('Teo e Inés');
    expect(sayOrdinal(3)).toBe('3.ª');
    expect(sayNumber(7.5)).toBe('7.5');
  });
});

test('one and other are told apart, and none is other', () => {
  const forms = { one: 'paso', other: 'pasos' };
  expect([0, 1, 2, 21].map((count) => plural('es', count, forms))).toEqual([
    ...['pasos', 'paso', 'pasos', 'pasos'],
  ]);
});
