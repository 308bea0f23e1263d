/**
 * The new items, with those that say the same as before as the same objects: one new try changes one card,
 * and a screen of 200 draws only that one again.
 */
export const keepUnchanged = <Item extends object>(
  before: readonly Item[],
  now: readonly Item[],
  idOf: (item: Item) => string,
): readonly Item[] => {
  const known = new Map(before.map((item) => [idOf(item), item]));
  const kept = now.map((item) => {
    const was = known.get(idOf(item));
    if (!was || was === item) return item;
    return JSON.stringify(was) === JSON.stringify(item) ? was : item;
  });
  const same = kept.length === before.length && kept.every((item, place) => item === before[place]);
  return same ? before : kept;
};
