/** The last names that several of these people share. */
const shared = (names: readonly string[]): Set<string> => {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const name of names) {
    const words = name.trim().split(/\s+/u);
    const last = words.at(-1);
    if (last === undefined || words.length < 2) continue;
    if (seen.has(last)) twice.add(last);
    seen.add(last);
  }
  return twice;
};

/**
 * What somebody is called at home: the name without the last name that several of the household share.
 * Anybody else keeps the whole name ("Mr. Hollis", "Tía Inés").
 */
export const called = (name: string, household: readonly string[]): string => {
  if (!household.includes(name)) return name;
  const words = name.trim().split(/\s+/u);
  const last = words.at(-1);
  return words.length > 1 && last !== undefined && shared(household).has(last)
    ? words.slice(0, -1).join(' ')
    : name;
};
