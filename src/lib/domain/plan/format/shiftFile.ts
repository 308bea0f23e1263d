import { addDays, daysBetween, isDay, weekdayOf, type Day } from '../../day';
import type { PlanFile } from '../schema';
import type { TableName } from '../tables';

/** Where the days of the format stand, by table; `*` stands for every item of a list. Days in words are words. */
export const dayFields: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  people: ['leavesOn', 'leftOn'],
  outcomes: ['checks.*.on'],
  stepVersions: ['firstLookOn', 'from'],
  tries: ['on', 'until', 'at'],
  reflections: ['on'],
  adjustments: ['proposedOn', 'on'],
  meetings: ['on', 'nextOn'],
  safetyPlan: ['reviewOn'],
};

/** Days on which something happened; the others look forward. */
const happened: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  outcomes: ['checks.*.on'],
  stepVersions: ['from'],
  tries: ['on', 'until'],
  reflections: ['on'],
  adjustments: ['on'],
  meetings: ['on'],
};

/** The same file, every day of it so many whole weeks later (earlier when negative). */
export const shiftFile = (file: PlanFile, weeks: number): PlanFile => {
  if (weeks === 0) return file;
  const shifted: Record<string, unknown> = { ...file };
  for (const [table, fields] of Object.entries(dayFields))
    if (shifted[table] !== undefined)
      shifted[table] = mapRecords(shifted[table], fields, (day) => shiftDay(day, weeks));
  return shifted as PlanFile;
};

/** The whole weeks to shift a file by, so that its last day is the latest Monday not after today (domain.md §9). */
export const weeksToShift = (file: PlanFile, today: Day): number => {
  let last: Day | undefined;
  for (const [table, fields] of Object.entries(happened))
    mapRecords((file as Record<string, unknown>)[table], fields, (day) => {
      if (isDay(day) && (last === undefined || day > last)) last = day;
      return day;
    });
  if (last === undefined) return 0;
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  return Math.floor(daysBetween(last, monday) / 7);
};

const mapRecords = (
  records: unknown,
  fields: readonly string[],
  change: (day: Day) => Day,
): unknown =>
  fields.reduce<unknown>(
    (sum, field) =>
      mapField(sum, Array.isArray(sum) ? ['*', ...field.split('.')] : field.split('.'), change),
    records,
  );

const mapField = (value: unknown, path: readonly string[], change: (day: Day) => Day): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return typeof value === 'string' ? change(value) : value;
  if (key === '*')
    return Array.isArray(value) ? value.map((item) => mapField(item, rest, change)) : value;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: mapField(record[key], rest, change) };
};

/** A day, or an instant that begins with one; anything else is not ours to move. */
const shiftDay = (text: string, weeks: number): string => {
  const day = text.slice(0, 10);
  return isDay(day) && !/^\d/.test(text.slice(10))
    ? addDays(day, weeks * 7) + text.slice(10)
    : text;
};
