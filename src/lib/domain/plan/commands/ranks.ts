import type { Id } from '../schema';

interface Ranked {
  readonly id: Id;
  readonly rank?: number;
}

/** In the order people see: by rank, those without one last, then by id. */
export const byRank = <Item extends Ranked>(items: Iterable<Item>): Item[] =>
  [...items].sort(
    (a, b) =>
      (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );

/** A rank after all others. */
export const rankAfterAll = (items: Iterable<Ranked>): number =>
  Math.max(0, ...[...items].map((item) => Math.ceil(item.rank ?? 0))) + 1;

/**
 * The ranks to write so that `id` stands before `before` (absent: last), and nothing else moves.
 * Usually one: a number between its new neighbours. When there is none, all are numbered anew and those that change are given.
 */
export const ranksToWrite = (
  items: Iterable<Ranked>,
  id: Id,
  before: Id | undefined,
): Map<Id, number> => {
  const was = byRank(items);
  const moved = was.find((item) => item.id === id);
  const rest = was.filter((item) => item.id !== id);
  const found = rest.findIndex((item) => item.id === before);
  const place = found < 0 ? rest.length : found;
  if (!moved || was[place]?.id === id) return new Map();

  const above = rest[place - 1]?.rank;
  const below = rest[place]?.rank;
  const between = rankBetween(above, below, place === 0, place === rest.length);
  if (between !== undefined) return new Map([[id, between]]);

  const now = [...rest.slice(0, place), moved, ...rest.slice(place)];
  return new Map(
    now
      .map((item, index) => [item, index + 1] as const)
      .filter(([item, rank]) => item.rank !== rank)
      .map(([item, rank]) => [item.id, rank]),
  );
};

const rankBetween = (
  above: number | undefined,
  below: number | undefined,
  first: boolean,
  last: boolean,
): number | undefined => {
  if ((!first && above === undefined) || (!last && below === undefined)) return undefined;
  if (above === undefined && below === undefined) return 1;
  if (above === undefined) return (below as number) - 1;
  if (below === undefined) return Math.floor(above) + 1;
  const middle = (above + below) / 2;
  return middle > above && middle < below ? middle : undefined;
};
