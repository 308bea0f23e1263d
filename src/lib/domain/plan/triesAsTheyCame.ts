import { isDay, type Day } from '../day';
import type { Json, JsonObject } from '../json';
import { parseRecord, type ParsedRecord } from './parseRecord';
import type { NeedsALook } from './reading';
import type { Id, Try } from './schema';

/** Where a try belongs, as it says itself: nothing of it was checked yet. */
export interface AboutTry {
  readonly versionId: Id | undefined;
  readonly supersedes: Id | undefined;
  readonly visibility: string | undefined;
}

/**
 * The tries of a plan, each read when somebody looks at it: of the thousands that five years leave, a day asks for
 * those of the steps that are tried.
 */
export class TriesAsTheyCame {
  readonly #raw = new Map<Id, JsonObject>();
  readonly #read = new Map<Id, ParsedRecord<'tries'>>();
  /** Goes over all that came, also what comes while it goes. */
  readonly #ahead = this.#raw.keys();
  /** Ids by day: the newest is asked for after every change. Plain lists: of thousands of sets a phone would feel the weight. */
  readonly #byDay = new Map<Day, readonly Id[]>();

  put(id: Id, raw: JsonObject | undefined): void {
    const was = this.#raw.get(id);
    this.#read.delete(id);
    if (was) this.#onDay(dayOf(was), (ids) => ids.filter((one) => one !== id));
    if (raw) {
      this.#raw.set(id, raw);
      this.#onDay(dayOf(raw), (ids) => [...ids, id]);
    } else this.#raw.delete(id);
  }

  has(id: Id): boolean {
    return this.#raw.has(id);
  }

  /** Reads a few that nobody looked at yet. Answers whether more may wait. */
  readSome(count: number): boolean {
    for (let left = count; left > 0;) {
      const { value: id, done } = this.#ahead.next();
      if (done) return false;
      if (this.#read.has(id)) continue;
      left -= 1;
      this.#parsed(id);
    }
    return true;
  }

  about(id: Id): AboutTry {
    const raw = this.#raw.get(id);
    return {
      versionId: textOf(raw?.versionId),
      supersedes: textOf(raw?.supersedes),
      visibility: textOf(raw?.visibility),
    };
  }

  /** Absent when it is not here, or cannot be understood. */
  read(id: Id): Try | undefined {
    return this.#parsed(id)?.record;
  }

  /** The newest day of one that was not taken back; absent: there is none. */
  newestOn(isTakenBack: (id: Id) => boolean): Day | undefined {
    let newest = '';
    for (const [day, ids] of this.#byDay) if (day > newest && !ids.every(isTakenBack)) newest = day;
    return newest || undefined;
  }

  /** Reads all of them. */
  needsALook(): NeedsALook[] {
    return [...this.#raw.keys()].flatMap((id) => {
      const fields = this.#parsed(id)?.needsALook ?? [];
      return fields.length > 0 ? [{ table: 'tries' as const, id, fields }] : [];
    });
  }

  #parsed(id: Id): ParsedRecord<'tries'> | undefined {
    const known = this.#read.get(id);
    if (known) return known;
    const raw = this.#raw.get(id);
    if (!raw) return undefined;
    const parsed = parseRecord('tries', raw);
    this.#read.set(id, parsed);
    return parsed;
  }

  #onDay(day: Day, change: (ids: readonly Id[]) => readonly Id[]): void {
    const ids = change(this.#byDay.get(day) ?? []);
    if (ids.length > 0) this.#byDay.set(day, ids);
    else this.#byDay.delete(day);
  }
}

/** Empty where it says no day. */
const dayOf = (raw: JsonObject | undefined): Day =>
  typeof raw?.on === 'string' && isDay(raw.on) ? raw.on : '';

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
