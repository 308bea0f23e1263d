import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  dayAt,
  dayEndsAt,
  daysBetween,
  isDay,
  weekdayOf,
} from '../../../src/lib/domain/day';

/** The day after, by counting like a calendar on the wall. */
const tomorrow = (day: string): string => {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const pad = (number: number, length = 2): string => String(number).padStart(length, '0');
  if (date < (lengths[month - 1] ?? 0)) return `${pad(year, 4)}-${pad(month)}-${pad(date + 1)}`;
  return month < 12 ? `${pad(year, 4)}-${pad(month + 1)}-01` : `${pad(year + 1, 4)}-01-01`;
};

const anyInstant = fc.integer({
  min: Date.UTC(1995, 0, 1),
  max: Date.UTC(2060, 0, 1),
});
const anyDay = anyInstant.map((instant) => new Date(instant).toISOString().slice(0, 10));
const anyZone = fc.constantFrom(
  'America/Denver',
  'America/Mexico_City',
  'America/Santiago',
  'America/St_Johns',
  'Europe/Madrid',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'UTC',
);

describe('PLAN12: days', () => {
  test('are those that a date knows, and no others', () => {
    const number = fc.nat({ max: 40 }).map((value) => String(value).padStart(2, '0'));
    const year = fc.oneof(fc.nat({ max: 9999 }), fc.constantFrom(0, 1, 1900, 2000, 2024, 2026));
    fc.assert(
      fc.property(year, number, number, (of, month, date) => {
        const text = `${String(of).padStart(4, '0')}-${month}-${date}`;
        const instant = Date.parse(`${text}T00:00:00Z`);
        const isKnown = !Number.isNaN(instant) && new Date(instant).toISOString().startsWith(text);
        expect(isDay(text)).toBe(isKnown && of > 0);
      }),
    );
  });

  test('go one by one, over leap days and the turn of the year', () => {
    fc.assert(
      fc.property(anyDay, fc.nat({ max: 900 }), (day, many) => {
        let walked = day;
        for (let step = 0; step < many; step += 1) walked = tomorrow(walked);
        expect(addDays(day, many)).toBe(walked);
        expect(addDays(walked, -many)).toBe(day);
        expect(daysBetween(day, walked)).toBe(many);
        expect(daysBetween(walked, day)).toBe(many === 0 ? 0 : -many);
        expect(weekdayOf(walked)).toBe((weekdayOf(day) + many) % 7);
        expect(isDay(walked)).toBe(true);
      }),
    );
  });

  test('turn at midnight where the plan lives, whatever the clocks do there', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, timeZone) => {
        // Swedish writes its days as the calendar of this app does.
        const there = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' });
        expect(dayAt(instant, timeZone)).toBe(there.format(instant));
      }),
    );
  });

  test('end at the first moment that another day has', () => {
    fc.assert(
      fc.property(anyInstant, anyZone, (instant, timeZone) => {
        const end = dayEndsAt(instant, timeZone);
        expect(end).toBeGreaterThan(instant);
        expect(dayAt(end - 1, timeZone)).toBe(dayAt(instant, timeZone));
        expect(dayAt(end, timeZone)).not.toBe(dayAt(instant, timeZone));
      }),
    );
  });

  test.each([
    ['America/Denver', '2026-03-08', 23],
    ['America/Denver', '2026-11-01', 25],
    ['Europe/Madrid', '2026-03-29', 23],
    ['Europe/Madrid', '2026-10-25', 25],
    ['America/Phoenix', '2026-03-08', 24],
  ])('in %s %s has %i hours and is one day', (timeZone, day, hours) => {
    const from = Date.parse(`${addDays(day, -1)}T00:00:00Z`);
    const halfHours = Array.from({ length: 4 * 48 }, (_, at) => from + at * 1_800_000);
    const within = halfHours.filter((instant) => dayAt(instant, timeZone) === day);
    expect(within).toHaveLength(hours * 2);
    expect(addDays(day, 1)).toBe(tomorrow(day));
    expect(daysBetween(addDays(day, -1), addDays(day, 1))).toBe(2);
  });
});

test.each(['0000-00-00', '2026-02-30', '2026-13-01', '2025-02-29', '26-01-01', '2026-1-1', ''])(
  '%s is not a day',
  (text) => {
    expect(isDay(text)).toBe(false);
  },
);
