import { sayList } from '$lib/i18n/format';

/** What a family is called for short: first names, as people say them. The empty text when nobody is named. */
export const householdName = (names: readonly string[]): string =>
  sayList(names.map((name) => name.trim().split(/\s+/u)[0] ?? '').filter(Boolean));
