import * as Y from 'yjs';
import type { JsonObject } from '../domain/json';
import type { Change } from '../domain/plan/change';
import { clientId } from './clientId';
import { FactIndex } from './facts';
import { fallenOut, type Fallen } from './fallenOut';
import type { DocumentKind } from './kind';
import { canWriteTo, writeMeta } from './meta';
import { encodePieces } from './pieces';
import { readRecord, type ReadRecord } from './readRecord';
import { Roots } from './roots';
import type { Undo } from './undo';
import { writeChange, type Writer } from './writeChange';

/** One Yjs document of a kind: read and written record by record. */
export class Part<Table extends string = string> {
  readonly #documentId: string;
  readonly #kind: DocumentKind<Table>;
  readonly #doc = new Y.Doc({ gc: true });
  readonly #roots: Roots;
  readonly #facts = new Map<string, FactIndex>();
  #changed = new Map<Table, Set<string>>();
  readonly #onUpdate: (update: Uint8Array) => void;
  #claimed: number | undefined;
  /** Client ids under which this tab wrote. */
  readonly #written = new Set<number>();

  constructor(
    documentId: string,
    kind: DocumentKind<Table>,
    onUpdate: (update: Uint8Array) => void,
  ) {
    this.#documentId = documentId;
    this.#kind = kind;
    this.#roots = new Roots(this.#doc, kind);
    for (const table of Object.keys(kind.tables) as Table[]) this.#observe(table);
    // Yjs tidies formatting that others left in a text by deleting it; nothing is written by reading (DOC4).
    this.#doc.on('beforeObserverCalls', ({ changed }: Y.Transaction) => {
      for (const type of changed.keys()) if (type instanceof Y.Text) type._hasFormatting = false;
    });
    this.#onUpdate = onUpdate;
  }

  /** Whether this app understands the document enough to write to it (DOC9). */
  get canWrite(): boolean {
    return canWriteTo(this.#doc, this.#kind);
  }

  /** Takes in updates in one transaction; answers how many of them could not be read. */
  apply(updates: readonly Uint8Array[]): number {
    let damaged = 0;
    Y.transact(
      this.#doc,
      () => {
        for (const update of updates)
          try {
            Y.applyUpdate(this.#doc, update);
          } catch {
            damaged += 1;
          }
      },
      'apart',
      false,
    );
    return damaged;
  }

  /** One record as it stands now, upcast to today's shape (DOC4). */
  read(table: Table, id: string): ReadRecord {
    const read = this.#read(table, id);
    if (!read.record || this.#kind.upcasts.length === 0) return read;
    let record: JsonObject = read.record;
    for (const upcast of this.#kind.upcasts) record = upcast(table, record);
    return { ...read, record };
  }

  #read(table: Table, id: string): ReadRecord {
    const shape = this.#kind.tables[table];
    if (shape.sort === 'single')
      return id === table ? readRecord(shape, this.#roots.single(table), undefined) : none;
    if (shape.sort === 'fact') {
      const record = this.#facts.get(table)?.read(id);
      return record ? { record, conflicts: [] } : none;
    }
    const place = this.#roots.record(table, id);
    if (place) return readRecord(shape, place, id);
    // Something else stands there: shown as a record that needs a look (DOC3).
    return this.#roots.of(table).has(id) ? { record: { id }, conflicts: [] } : none;
  }

  /** The ids of a table of which anything stands here; `read` says what. */
  ids(table: Table): Iterable<string> {
    const { sort } = this.#kind.tables[table];
    if (sort === 'single') return [table];
    return sort === 'fact' ? (this.#facts.get(table)?.ids() ?? []) : this.#roots.of(table).keys();
  }

  /** Which records changed since this was asked last. */
  takeChanged(): ReadonlyMap<Table, ReadonlySet<string>> {
    const changed = this.#changed;
    this.#changed = new Map();
    return changed;
  }

  /**
   * Takes the client id of a chain for what is written next. Answers false when another writer has it:
   * then a new chain must begin.
   */
  claim(device: string, chain: string): boolean {
    const id = clientId(this.#documentId, device, chain);
    if (this.#claimed === id) return this.#doc.clientID === id;
    if (Y.getState(this.#doc.store, id) > 0) return false;
    this.#doc.clientID = id;
    this.#claimed = id;
    this.#written.add(id);
    return true;
  }

  /**
   * Runs `task` as one transaction whose update is made known. Yjs listens only meanwhile: for whoever listens it encodes
   * what is read from storage once more, which took a third of the time of opening a plan.
   */
  transact<Result>(task: () => Result): Result {
    this.#doc.on('update', this.#onUpdate);
    try {
      return Y.transact(this.#doc, task);
    } finally {
      this.#doc.off('update', this.#onUpdate);
    }
  }

  /** Writes one change, within `transact`. Answers how to take it back, if it may be. */
  write(change: Change, writer: Writer): Undo | undefined {
    writeMeta(this.#doc, this.#kind);
    const undo = writeChange(this.#kind, this.#roots, change, writer);
    if (change.type === 'factRecorded')
      this.#facts.get(change.table)?.changed(`${writer.device}.${writer.chain}/${change.id}`);
    return undo;
  }

  /** All that stands here, as updates in causal order, for storing instead of the history. */
  encode(): Uint8Array[] {
    return encodePieces(this.#doc);
  }

  /** What this tab wrote here, as that device, and that never came into another state of the same document. */
  fallenOut(after: Part<Table>, device: string): Fallen[] {
    return fallenOut(this.#kind, this.#doc, after.#doc, {
      names: [device],
      isClient: (client) => this.#written.has(client),
    });
  }

  destroy(): void {
    this.#doc.destroy();
  }

  #observe(table: Table): void {
    const root = this.#roots.of(table);
    const shape = this.#kind.tables[table];
    const note = (id: string): void => {
      const ids = this.#changed.get(table);
      if (ids) ids.add(id);
      else this.#changed.set(table, new Set([id]));
    };
    if (shape.sort === 'single') {
      root.observe(() => note(table));
      for (const field of [...shape.texts, ...shape.lines])
        this.#roots
          .single(table)
          .words(field)
          ?.observe(() => note(table));
    } else if (shape.sort === 'fact') {
      const index = new FactIndex(root);
      this.#facts.set(table, index);
      root.observe(({ keysChanged }) => {
        for (const key of named(keysChanged)) {
          const id = index.changed(key);
          if (id !== undefined) note(id);
        }
      });
    } else
      root.observeDeep((events) => {
        for (const event of events)
          if (event instanceof Y.YMapEvent && event.target === root)
            for (const id of named(event.keysChanged)) note(id);
          else note(idWithin(root, event.target));
      });
  }
}

const none: ReadRecord = { record: undefined, conflicts: [] };

/** The keys that changed; a map that something was pushed onto as a list says `null` among them (DOC3). */
const named = (keys: ReadonlySet<unknown>): string[] =>
  [...keys].filter((key) => typeof key === 'string');

/** The key under which a container stands, however deep, in a root map. */
const idWithin = (root: unknown, container: unknown): string => {
  let item = (container as { _item: Y.Item | null })._item;
  while (item && item.parent !== root) item = (item.parent as { _item: Y.Item | null })._item;
  return item?.parentSub ?? '';
};
