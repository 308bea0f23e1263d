import { addBit, addBits, hasBit, holdsBits, noBits, type Bits } from './bits';
import { causalOrder, type Placed } from './causalOrder';
import type { Circle, Member } from './circle';
import { circleId } from './circleId';
import { CircleState } from './circleState';
import { isAllowed } from './isAllowed';
import type { CircleId, Hash, LogRecord } from './record';

/**
 * A circle's log, read once and asked often. Whether a record counts follows from its past alone, what holds follows from
 * the set of records that count: neither depends on the order in which they came.
 */
export class CircleLog {
  readonly #id: CircleId;
  readonly #placed: readonly Placed[];
  readonly #places: ReadonlyMap<Hash, number>;
  readonly #waiting: readonly Hash[];
  /** Places of the records that count. */
  readonly #counting: Bits;
  /** Who wrote those, as they stood in the record's past; nobody for the beginning. */
  readonly #writers: (Member | undefined)[] = [];

  constructor(records: Iterable<LogRecord>, circle: CircleId) {
    const { placed, waiting } = causalOrder(records);
    this.#id = circle;
    this.#placed = placed;
    this.#waiting = waiting;
    this.#places = new Map(placed.map(({ record }, place) => [record.hash, place]));
    this.#counting = noBits(placed.length);
    const everything = new CircleState();
    /** What who wrote the newest records of a branch knew, themselves included: so that long branches are not read again each time. */
    const branches = new Map<number, CircleState>();
    placed.forEach((one, place) => {
      const before = one.record.prev.length === 1 ? this.#places.get(one.record.prev[0] ?? '') : -1;
      const branch = branches.get(before ?? -1);
      // Mostly everybody knows everything, and what stands so far is what the writer knew.
      const knowsAll = holdsBits(one.past, this.#counting);
      const state = knowsAll ? everything : (branch ?? this.#stateOf(one.past));
      if (!isBeginning(one.record, circle) && !isAllowed(one.record, state)) return;
      const writer = state.member(one.record.device);
      this.#writers[place] = writer;
      addBit(this.#counting, place);
      everything.apply(one, place, writer);
      if (knowsAll) return branches.clear();
      state.apply(one, place, writer);
      branches.delete(before ?? -1);
      branches.set(place, state);
      // Who makes more branches than people do waits longer, and fills no memory.
      for (const [oldest] of branches) if (branches.size > mostBranches) branches.delete(oldest);
    });
  }

  /** The circle as all records here say. */
  now(): Circle {
    const all = noBits(this.#placed.length);
    this.#placed.forEach((_, place) => addBit(all, place));
    return { ...this.#circleOf(all), waiting: this.#waiting };
  }

  /** The circle of the causal past of these heads; `undefined` while some of it is not here. */
  at(heads: readonly Hash[]): Circle | undefined {
    const past = noBits(this.#placed.length);
    for (const hash of heads) {
      const place = this.#places.get(hash);
      if (place === undefined) return undefined;
      addBits(past, (this.#placed[place] as Placed).past);
      addBit(past, place);
    }
    return this.#circleOf(past);
  }

  #circleOf(known: Bits): Circle {
    const followed = noBits(this.#placed.length);
    const counting: number[] = [];
    const refused: Hash[] = [];
    this.#placed.forEach(({ record, past }, place) => {
      if (!hasBit(known, place)) return;
      if (!hasBit(this.#counting, place)) return void refused.push(record.hash);
      counting.push(place);
      addBits(followed, past);
    });
    const heads = counting
      .filter((place) => !hasBit(followed, place))
      .map((place) => (this.#placed[place] as Placed).record.hash);
    return { ...this.#stateOf(known).read(this.#id), heads, waiting: [], refused };
  }

  #stateOf(known: Bits): CircleState {
    const state = new CircleState();
    this.#placed.forEach((one, place) => {
      if (hasBit(known, place) && hasBit(this.#counting, place))
        state.apply(one, place, this.#writers[place]);
    });
    return state;
  }
}

const mostBranches = 16;

/** The record that a circle's id names. Another genesis begins another circle. */
const isBeginning = ({ hash, body, named, device }: LogRecord, circle: CircleId): boolean =>
  body.type === 'genesis' && circleId(hash) === circle && named === device;
