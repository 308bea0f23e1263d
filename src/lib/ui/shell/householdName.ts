import { sayList } from '$lib/i18n/format';
import { isUnnamed } from '$lib/i18n/unnamed';

/** Words before a name that are half of what somebody is called: "Abuela Chelo", "Mr. Hollis". */
const before =
  /^(abuel[ao]|t[ií][ao]|nan[ao]|don|doña|sra?\.?|coach|mrs?\.?|ms\.?|dra?\.?|grandma|grandpa|granny|aunt|auntie|uncle)$/iu;

const calledFor = ([first = '', second]: readonly string[]): string =>
  second !== undefined && before.test(first) ? `${first} ${second}` : first;

/**
 * What a household is called for short: the last name when several share one, else first names as people
 * say them. The empty text when nobody is named.
 */
export const householdName = (names: readonly string[]): string => {
  const words = names
    .filter((name) => !isUnnamed(name))
    .map((name) => name.trim().split(/\s+/u).filter(Boolean))
    .filter(([first]) => first);
  const last = words[0]?.at(-1);
  const shared = words.length > 1 && words.every((own) => own.length > 1 && own.at(-1) === last);
  return shared && last ? last : sayList(words.map(calledFor));
};
