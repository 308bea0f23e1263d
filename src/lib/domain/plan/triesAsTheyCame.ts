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
  readonly #unread = new Set<Id>();
  /** Ids by day: the newest is asked for after every change. */
  readonly #byDay = new Map<Day, Set<Id>>();

  put(id: Id, raw: JsonObject | undefined): void {
    this.#read.delete(id);
    this.#byDay.get(dayOf(this.#raw.get(id)))?.delete(id);
    if (raw) {
      const day = dayOf(raw);
      const ids = this.#byDay.get(day);
      if (ids) ids.add(id);
      else this.#byDay.set(day, new Set([id]));
    }
    if (raw) {
      this.#raw.set(id, raw);
      this.#unread.add(id);
    } else {
      this.#raw.delete(id);
      this.#unread.delete(id);
    }
  }

  /** Reads a few that nobody looked at yet. Answers whether more wait. */
  readSome(count: number): boolean {
    let left = count;
    for (const id of this.#unread) {
      if (left === 0) return true;
      left -= 1;
      this.#parsed(id);
    }
    return false;
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
    for (const [day, ids] of this.#byDay)
      if (day > newest && ![...ids].every(isTakenBack)) newest = day;
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
    this.#unread.delete(id);
    return parsed;
  }
}

/** Empty where it says no day. */
const dayOf = (raw: JsonObject | undefined): Day =>
  typeof raw?.on === 'string' && isDay(raw.on) ? raw.on : '';

const textOf = (value: Json | undefined): string | undefined =>
  typeof value === 'string' ? value : undefined;
