import * as Y from 'yjs';
import { fallenOut, type Fallen, type Own } from '../../document/fallenOut';
import type { DocumentKind } from '../../document/kind';
import { encodePieces } from '../../document/pieces';
import { Roots } from '../../document/roots';
import { ok, refuse, type Result } from '../../domain/result';
import { hash, toText, utf8 } from '../bytes';
import type { ContentFault, Writing } from './faults';
import { canStand, isRecord } from './layout';
import { idOf, mayDelete, mayStand, type View } from './rules';
import { decodeUpdate, spotOf, Spots, type Decoded, type Struct } from './structs';

type AnyType = Y.AbstractType<unknown>;

/** What an update that may count does. */
export interface Judged {
  /** The Yjs clock after it. */
  readonly clock: number;
  /** Does it here. */
  readonly apply: () => void;
}

/** JSON in which the order of keys says nothing. */
const canonical = (json: unknown): string =>
  JSON.stringify(json, (_key, value: unknown) =>
    isRecord(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );

/**
 * A copy of one document that is only there to judge by: what comes from outside is looked at against it, away from
 * the screen, before any screen hears of it (LED2, LED3).
 */
export class Replica {
  readonly #doc = new Y.Doc({ gc: true });
  readonly #view: View;
  readonly #factKeys = new Map<string, Map<string, Set<string>>>();
  /** How often something was taken in. */
  taken = 0;

  constructor(kind: DocumentKind) {
    new Roots(this.#doc, kind);
    this.#doc.getMap('meta');
    this.#doc.on('beforeObserverCalls', ({ changed }: Y.Transaction) => {
      for (const type of changed.keys()) if (type instanceof Y.Text) type._hasFormatting = false;
    });
    this.#view = {
      kind,
      keyItem: (root, path, key) => this.#keyItem(root, path, key),
      factKeys: (table, id) => this.#factKeys.get(table)?.get(id) ?? [],
    };
    for (const [table, { sort }] of Object.entries(kind.tables)) {
      if (sort !== 'fact') continue;
      const byId = new Map<string, Set<string>>();
      this.#factKeys.set(table, byId);
      this.#doc.getMap(table).observe(({ keysChanged }) => {
        for (const key of keysChanged as Set<string | null>) {
          if (key === null) continue;
          const known = byId.get(idOf(key));
          if (known) known.add(key);
          else byId.set(idOf(key), new Set([key]));
        }
      });
    }
  }

  /** Up to which clock each client wrote. */
  get clocks(): ReadonlyMap<number, number> {
    return Y.decodeStateVector(Y.encodeStateVector(this.#doc));
  }

  /** Takes in what this device kept: it was judged when it came. */
  restore(updates: readonly Uint8Array[]): void {
    this.taken += 1;
    this.#doc.transact(() => {
      for (const update of updates) Y.applyUpdate(this.#doc, update);
    });
  }

  /** All that stands here, as pieces in causal order. */
  encode(): Uint8Array[] {
    return encodePieces(this.#doc);
  }

  /** A short text for what can be read here: equal texts, equal words. Works through all of it. */
  async reading(): Promise<string> {
    const texts = [...this.#doc.share].map(([name, root]) => [name, canonical(root.toJSON())]);
    const whole = texts.sort().map((text) => text.join(' '));
    return toText((await hash(utf8(whole.join('\n')))).subarray(0, 16));
  }

  /** Whether the same can be read from these updates. */
  async readsAs(updates: readonly Uint8Array[]): Promise<boolean> {
    return (await this.#of(updates).reading()) === (await this.reading());
  }

  /** What somebody wrote that stands in these updates and never came here, nor stands in what is to come. */
  lacks(
    updates: readonly Uint8Array[],
    toCome: readonly Uint8Array[],
    own: Own,
  ): readonly Fallen[] {
    const now = toCome.length === 0 ? this : this.#of([...this.encode(), ...toCome]);
    return fallenOut(this.#view.kind, this.#of(updates).#doc, now.#doc, own);
  }

  #of(updates: readonly Uint8Array[]): Replica {
    const other = new Replica(this.#view.kind);
    other.restore(updates);
    return other;
  }

  /** Whether an update may count as written so. Changes nothing until it is applied. */
  judge(update: Uint8Array, writing: Writing): Result<Judged, ContentFault> {
    const decoded = decodeUpdate(update);
    if (!decoded.ok) return decoded;
    const fault = this.#order(decoded.value, writing) ?? this.#content(decoded.value, writing);
    if (fault) return refuse(fault);
    const last = decoded.value.structs.at(-1);
    return ok({
      clock: last ? last.id.clock + last.length : writing.clock,
      apply: () => this.#apply(update),
    });
  }

  #apply(update: Uint8Array): void {
    this.taken += 1;
    Y.applyUpdate(this.#doc, update);
  }

  /** A start's piece: where things stand is looked at, whose they are is what it says (LED5). */
  judgeStart(update: Uint8Array): Result<Judged, ContentFault> {
    const decoded = decodeUpdate(update);
    if (!decoded.ok) return decoded;
    const { structs } = decoded.value;
    const spots = new Spots(this.#doc, structs);
    for (const struct of structs) {
      if (struct instanceof Y.Skip || struct.length < 1) return refuse('clock');
      if (!(struct instanceof Y.Item)) continue;
      const fault = canStand(this.#view.kind, spots.of(struct), struct);
      if (fault) return refuse(fault);
    }
    return ok({ clock: 0, apply: () => this.#apply(update) });
  }

  /** One client, no gap, no overlap, and all that it names was known to its writer. */
  #order(
    { structs, deletes }: Decoded,
    { client, clock, knows }: Writing,
  ): ContentFault | undefined {
    let next = clock;
    const known = (id: Y.ID | null): boolean =>
      id === null || (id.client === client && id.clock < next) || knows(id.client, id.clock);
    for (const struct of structs) {
      if (struct.id.client !== client) return 'otherClient';
      if (struct.id.clock !== next || struct.length < 1 || struct instanceof Y.Skip) return 'clock';
      if (struct instanceof Y.Item) {
        const parent = struct.parent as unknown as Y.ID | string | null;
        const inside = typeof parent === 'object' ? parent : null;
        if (![struct.origin, struct.rightOrigin, inside].every(known)) return 'notKnown';
      }
      next += struct.length;
    }
    for (const { client: of, clock: from, length } of deletes) {
      if (length < 1) return 'clock';
      const last = from + length - 1;
      if (of === client ? last >= next : !knows(of, last)) return 'notKnown';
    }
    return undefined;
  }

  #content({ structs, deletes }: Decoded, writing: Writing): ContentFault | undefined {
    const spots = new Spots(this.#doc, structs);
    for (const struct of structs) {
      if (!(struct instanceof Y.Item)) continue;
      const spot = spots.of(struct);
      const fault =
        canStand(this.#view.kind, spot, struct) ??
        (spot && spot !== 'gone' ? mayStand(this.#view, spot, struct, writing) : undefined);
      if (fault) return fault;
    }
    for (const range of deletes)
      for (const item of this.#itemsIn(range, writing)) {
        const spot = spotOf(item);
        const fault = spot && spot !== 'gone' ? mayDelete(this.#view, spot, writing) : undefined;
        if (fault) return fault;
      }
    return undefined;
  }

  /** The items of a stretch that was written before: whether somebody else deleted them too is no matter here. */
  *#itemsIn(
    { client, clock, length }: Decoded['deletes'][number],
    { client: own, clock: begins }: Writing,
  ): Generator<Y.Item> {
    const structs = (this.#doc.store.clients.get(client) ?? []) as Struct[];
    const end = client === own ? Math.min(clock + length, begins) : clock + length;
    if (clock >= end || structs.length === 0) return;
    for (
      let at = Y.findIndexSS(structs as (Y.Item | Y.GC)[], clock);
      at < structs.length;
      at += 1
    ) {
      const struct = structs[at];
      if (!struct || struct.id.clock >= end) return;
      if (struct instanceof Y.Item) yield struct;
    }
  }

  #keyItem(root: string, path: readonly string[], key: string): Y.Item | undefined {
    let type: AnyType | undefined = this.#doc.share.get(root) as AnyType | undefined;
    for (const step of path) {
      const content = type?._map.get(step)?.content;
      type = content instanceof Y.ContentType ? (content.type as AnyType) : undefined;
    }
    return type?._map.get(key);
  }
}
