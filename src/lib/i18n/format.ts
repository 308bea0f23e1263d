import { daysBetween, type Day } from '../domain/day';
import { language, type Language } from './language.svelte';

/** How a day is said by people: "today", "Tuesday", "in 3 days", "3 weeks ago". Seen from `today`. */
export const sayDay = (day: Day, today: Day): string => {
  const days = daysBetween(today, day);
  const far = Math.abs(days);
  if (far <= 1) return relative(language.now).format(days, 'day');
  if (days < 0 && far < 7) return weekday(language.now).format(dateOf(day));
  if (far < 7) return relative(language.now).format(days, 'day');
  if (far < 60) return relative(language.now).format(Math.trunc(days / 7), 'week');
  if (far < 365) return relative(language.now).format(Math.trunc(days / 30.4), 'month');
  return sayDayShort(day, today);
};

/** A day with its weekday and year: "Tuesday, May 5, 2026". */
export const sayDayFull = (day: Day): string => full(language.now).format(dateOf(day));

/** A day with its weekday, as a heading has it: "Tuesday, May 5". */
export const sayDayHeading = (day: Day): string => heading(language.now).format(dateOf(day));

/** A day as short as it stays clear: "May 5", with the year when it is another one than today's. */
export const sayDayShort = (day: Day, today: Day): string =>
  (day.slice(0, 4) === today.slice(0, 4) ? short : shortWithYear)(language.now).format(dateOf(day));

/** Several days in a row: "November 22 – 24", with the year when it is another one than today's. */
export const sayDaySpan = (from: Day, until: Day, today: Day): string =>
  (from.slice(0, 4) === today.slice(0, 4) ? short : shortWithYear)(language.now).formatRange(
    dateOf(from),
    dateOf(until),
  );

/** The month of a day: "May 2026". */
export const sayMonth = (day: Day): string => month(language.now).format(dateOf(day));

/** Names as a sentence has them: "Teo, Marisol and Abuela". */
export const sayList = (names: readonly string[]): string => list(language.now).format(names);

/** A number in digits, with the marks of the language; at most one place behind the point. */
export const sayNumber = (number: number): string => numbers(language.now).format(number);

/** A share from 0 to 1 in hundredths: "67%". */
export const sayPercent = (share: number): string => percents(language.now).format(share);

/** A place in an order: "3rd", "3.ª" (of a version: feminine in Spanish). */
export const sayOrdinal = (number: number): string => {
  if (language.now === 'es') return `${sayNumber(number)}.ª`;
  const endings: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' };
  return `${sayNumber(number)}${endings[ordinals().select(number)] ?? 'th'}`;
};

/** How much is stored: "1.2 MB". */
export const sayBytes = (bytes: number): string =>
  bytes < 1e6
    ? unit(language.now, 'kilobyte').format(bytes / 1e3)
    : bytes < 1e9
      ? unit(language.now, 'megabyte').format(bytes / 1e6)
      : unit(language.now, 'gigabyte').format(bytes / 1e9);

const dateOf = (day: Day): Date => new Date(`${day}T12:00:00Z`);

/** Spanish as it is written in the Americas, where 1.5 has a point. */
const locale = (spoken: Language): string => (spoken === 'es' ? 'es-US' : 'en-US');

const once = <Key extends string, Made>(make: (key: Key) => Made): ((key: Key) => Made) => {
  const made = new Map<Key, Made>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const fresh = make(key);
    made.set(key, fresh);
    return fresh;
  };
};

const dates = (options: Intl.DateTimeFormatOptions): ((spoken: Language) => Intl.DateTimeFormat) =>
  once((spoken) => new Intl.DateTimeFormat(locale(spoken), { timeZone: 'UTC', ...options }));

const ordinalRules = once(
  (spoken: Language) => new Intl.PluralRules(locale(spoken), { type: 'ordinal' }),
);
const ordinals = (): Intl.PluralRules => ordinalRules('en');
const relative = once(
  (spoken: Language) => new Intl.RelativeTimeFormat(locale(spoken), { numeric: 'auto' }),
);
const weekday = dates({ weekday: 'long' });
const full = dates({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
const heading = dates({ weekday: 'long', day: 'numeric', month: 'long' });
const short = dates({ day: 'numeric', month: 'long' });
const shortWithYear = dates({ day: 'numeric', month: 'long', year: 'numeric' });
const month = dates({ month: 'long', year: 'numeric' });
const list = once(
  (spoken: Language) => new Intl.ListFormat(locale(spoken), { type: 'conjunction' }),
);
const numbers = once(
  (spoken: Language) => new Intl.NumberFormat(locale(spoken), { maximumFractionDigits: 1 }),
);
const percents = once(
  (spoken: Language) => new Intl.NumberFormat(locale(spoken), { style: 'percent' }),
);
const units = once((key: `${Language} ${'kilobyte' | 'megabyte' | 'gigabyte'}`) => {
  const [spoken, name] = key.split(' ') as [Language, string];
  return new Intl.NumberFormat(locale(spoken), {
    style: 'unit',
    unit: name,
    maximumFractionDigits: 1,
  });
});
const unit = (spoken: Language, name: 'kilobyte' | 'megabyte' | 'gigabyte'): Intl.NumberFormat =>
  units(`${spoken} ${name}`);
