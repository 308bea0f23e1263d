/** A calendar day as `YYYY-MM-DD`; compares as text. Which day it is depends on the plan's time zone (PLAN12). */
export type Day = string;

const shape = /^(\d{4})-(\d{2})-(\d{2})$/;
const oneDay = 86_400_000;

const noonless = (day: Day): number => {
  const [, year = '', month = '', date = ''] = shape.exec(day) ?? [];
  const at = new Date(0);
  at.setUTCFullYear(Number(year), Number(month) - 1, Number(date));
  return at.getTime();
};

const dayOf = (utc: number): Day => new Date(utc).toISOString().slice(0, 10);

const monthLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/**
 * Whether the text names a day that the calendar has: `2026-02-30` and `0000-00-00` do not.
 * Asked of every record that is read, so it counts instead of making dates.
 */
export const isDay = (text: string): boolean => {
  const found = shape.exec(text);
  if (!found) return false;
  const [year, month, date] = [Number(found[1]), Number(found[2]), Number(found[3])];
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && isLeap ? 29 : (monthLengths[month - 1] ?? 0);
  return year > 0 && date > 0 && date <= length;
};

/** The day so many days later (earlier when negative). */
export const addDays = (day: Day, days: number): Day => dayOf(noonless(day) + days * oneDay);

/** Whole days from one day to another; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Math.round((noonless(to) - noonless(from)) / oneDay);

/** 0 = Sunday … 6 = Saturday. */
export const weekdayOf = (day: Day): number => new Date(noonless(day)).getUTCDay();

/** Making one costs a slow phone many times what using it does. */
const calendars = new Map<string, Intl.DateTimeFormat>();

const calendarOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = calendars.get(timeZone);
  if (known) return known;
  const calendar = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  calendars.set(timeZone, calendar);
  return calendar;
};

/** The day it is in an IANA time zone at an instant in milliseconds; days turn at midnight there (PLAN12). */
export const dayAt = (instant: number, timeZone: string): Day => {
  const parts = calendarOf(timeZone).formatToParts(instant);
  const part = (type: string): string => parts.find((p) => p.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
};

const quarterHour = 900_000;

/**
 * The instant (milliseconds) at which the day of an instant ends in an IANA time zone. All clocks of the world turn at
 * a quarter of an hour, and no day lasts longer than 25 hours.
 */
export const dayEndsAt = (instant: number, timeZone: string): number => {
  const day = dayAt(instant, timeZone);
  let turn = Math.floor(instant / quarterHour) * quarterHour + quarterHour;
  while (dayAt(turn, timeZone) === day) turn += quarterHour;
  return turn;
};

/** Whether this machine knows the IANA time zone. */
export const isTimeZone = (name: string): boolean => {
  try {
    calendarOf(name);
    return true;
  } catch {
    return false;
  }
};
