import * as decoding from 'lib0/decoding';
import * as Y from 'yjs';
import { ok, refuse, type Result } from '../../domain/result';

/** A struct as it stands in an update that was only decoded: parents and origins are still names and places. */
export type Struct = Y.Item | Y.GC | Y.Skip;

/** What an update would do, before any of it is done. */
export interface Decoded {
  readonly structs: readonly Struct[];
  readonly deletes: readonly {
    readonly client: number;
    readonly clock: number;
    readonly length: number;
  }[];
}

/** More structs than any discrete edit makes. */
const most = 20_000;

/**
 * Takes an update apart without applying it. What Yjs cannot read, or what is nested so deep that reading it gives up,
 * is refused: on every device alike.
 */
export const decodeUpdate = (update: Uint8Array): Result<Decoded, 'unreadable' | 'tooMuch'> => {
  try {
    const { structs, ds } = Y.decodeUpdate(update);
    const clients = new Set(structs.map(({ id }) => id.client));
    // Of a client that is told of twice, Yjs takes in what comes last, and waits for the rest for ever.
    if (decoding.readVarUint(decoding.createDecoder(update)) > clients.size)
      return refuse('unreadable');
    const deletes = [...ds.clients].flatMap(([client, ranges]) =>
      ranges.map(({ clock, len }) => ({ client, clock, length: len })),
    );
    if (structs.length + deletes.length > most) return refuse('tooMuch');
    return ok({ structs: structs as Struct[], deletes });
  } catch {
    return refuse('unreadable');
  }
};

/** Where something stands in a document: its root, the keys on the way down, and its own key (absent in a text). */
export interface Spot {
  readonly root: string;
  readonly path: readonly string[];
  readonly key: string | null;
}

/** `gone`: what it stands in is no longer there, and so it does nothing. Absent: it can stand nowhere. */
export type Standing = Spot | 'gone' | undefined;

/** Finds where structs of an update stand, looked at together with the document it is for. */
export class Spots {
  readonly #doc: Y.Doc;
  readonly #own = new Map<number, Struct[]>();
  /** Told before: a long text is a chain of neighbors. */
  readonly #told = new Map<Y.Item, Standing>();

  /** @param own the update's structs, those of each client in the order of their clocks */
  constructor(doc: Y.Doc, own: readonly Struct[]) {
    this.#doc = doc;
    for (const struct of own) {
      const known = this.#own.get(struct.id.client);
      if (known) known.push(struct);
      else this.#own.set(struct.id.client, [struct]);
    }
  }

  of(item: Y.Item): Standing {
    if (this.#told.has(item)) return this.#told.get(item);
    const spot = this.#of(item);
    this.#told.set(item, spot);
    return spot;
  }

  #of(item: Y.Item): Standing {
    const parent = item.parent as unknown;
    if (typeof parent === 'string') return { root: parent, path: [], key: item.parentSub };
    if (isId(parent)) {
      const inside = this.#inside(this.#find(parent));
      return inside && inside !== 'gone' ? { ...inside, key: item.parentSub } : inside;
    }
    if (parent !== null && parent !== undefined) return spotOf(item);
    const [left, right] = [item.origin, item.rightOrigin].map((id) =>
      id === null ? null : this.#standing(this.#find(id)),
    );
    // Neighbors in two places: Yjs would take the right one's, and tear the other's order.
    if (left && right && left !== 'gone' && right !== 'gone' && !same(left, right))
      return undefined;
    if (left === 'gone' || right === 'gone') return 'gone';
    return left ?? right ?? undefined;
  }

  /** The struct that holds a place. */
  #find(id: Y.ID): Struct | undefined {
    const own = this.#own.get(id.client);
    if (own?.[0] && id.clock >= own[0].id.clock) return structAt(own, id.clock);
    if (id.clock >= Y.getState(this.#doc.store, id.client)) return undefined;
    return Y.getItem(this.#doc.store, id) as Struct;
  }

  #standing(struct: Struct | undefined): Standing {
    if (struct instanceof Y.GC) return 'gone';
    return struct instanceof Y.Item ? this.of(struct) : undefined;
  }

  /** The way down into the container that an item holds. */
  #inside(struct: Struct | undefined): Omit<Spot, 'key'> | 'gone' | undefined {
    if (struct instanceof Y.GC) return 'gone';
    if (!(struct instanceof Y.Item)) return undefined;
    if (struct.content instanceof Y.ContentDeleted) return 'gone';
    if (!(struct.content instanceof Y.ContentType)) return undefined;
    const spot = this.of(struct);
    if (!spot || spot === 'gone') return spot;
    return spot.key === null ? undefined : { root: spot.root, path: [...spot.path, spot.key] };
  }
}

const structAt = (structs: readonly Struct[], clock: number): Struct | undefined => {
  let low = 0;
  let high = structs.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((structs[middle]?.id.clock ?? Infinity) <= clock) low = middle;
    else high = middle - 1;
  }
  const found = structs[low];
  return found && clock < found.id.clock + found.length ? found : undefined;
};

const isId = (parent: unknown): parent is Y.ID =>
  typeof parent === 'object' && parent !== null && 'clock' in parent && 'client' in parent;

const same = (a: Spot, b: Spot): boolean =>
  a.root === b.root && a.key === b.key && a.path.join('\n') === b.path.join('\n');

/** Where an item of the document stands. */
export const spotOf = (item: Y.Item): Standing => {
  const path: string[] = [];
  let type = item.parent as Y.AbstractType<unknown>;
  while (type._item) {
    if (type._item.parentSub === null) return undefined;
    path.unshift(type._item.parentSub);
    type = type._item.parent as Y.AbstractType<unknown>;
  }
  return { root: Y.findRootTypeKey(type), path, key: item.parentSub };
};

/** The plain value that an update set at a place; absent when it set none there. */
export const contentIn = (update: Uint8Array, clock: number): unknown => {
  const decoded = decodeUpdate(update);
  const struct = decoded.ok
    ? decoded.value.structs.find((one) => one.id.clock === clock)
    : undefined;
  return struct instanceof Y.Item && struct.content instanceof Y.ContentAny
    ? (struct.content.arr as unknown[])[0]
    : undefined;
};
