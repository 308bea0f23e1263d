/** The list with the item at one place moved to another; places beyond the ends mean the ends. */
export const moved = <Item>(items: readonly Item[], from: number, to: number): Item[] => {
  const rest = items.filter((_, place) => place !== from);
  const item = items[from];
  if (item === undefined) return rest;
  rest.splice(Math.max(0, Math.min(to, rest.length)), 0, item);
  return rest;
};

/** Where an item stands on the screen: its upper and lower edge, in pixels. */
export interface Stretch {
  readonly top: number;
  readonly bottom: number;
}

/**
 * The place an item comes to when its middle is dragged to `middle`: it passes a neighbor once its
 * middle has passed the neighbor's. `stretches` are all items in their order, before the drag.
 */
export const placeAt = (stretches: readonly Stretch[], from: number, middle: number): number => {
  const middles = stretches.map(({ top, bottom }) => (top + bottom) / 2);
  let place = from;
  while (place > 0 && middle < (middles[place - 1] ?? -Infinity)) place--;
  while (place < middles.length - 1 && middle > (middles[place + 1] ?? Infinity)) place++;
  return place;
};

/**
 * How far each item moves, in pixels, while one is dragged from a place to another: those between give way by its height.
 */
export const shifts = (
  stretches: readonly Stretch[],
  from: number,
  to: number,
): readonly number[] => {
  const dragged = stretches[from];
  const next = stretches[from + 1] ?? stretches[from - 1];
  if (!dragged || !next) return stretches.map(() => 0);
  const gap = Math.max(
    0,
    next.top >= dragged.bottom ? next.top - dragged.bottom : dragged.top - next.bottom,
  );
  const height = dragged.bottom - dragged.top + gap;
  return stretches.map((_, place) => {
    if (place > from && place <= to) return -height;
    if (place < from && place >= to) return height;
    return 0;
  });
};

/** Where a key leads from a place in a list; absent for keys that move nothing. */
export const placeOfKey = (key: string, place: number, length: number): number | undefined => {
  switch (key) {
    case 'ArrowUp':
      return place - 1;
    case 'ArrowDown':
      return place + 1;
    case 'Home':
      return 0;
    case 'End':
      return length - 1;
    default:
      return undefined;
  }
};
