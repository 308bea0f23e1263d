import './quickStrings';
import type { Json, JsonObject } from '../domain/json';
import type { Change, Readers } from '../domain/plan/change';
import type { PlanTables } from '../domain/plan/evolve';
import { PlanReader } from '../domain/plan/reader';
import type { PlanReading } from '../domain/plan/reading';
import type { Id } from '../domain/plan/schema';
import { tableNames, tables, type TableName } from '../domain/plan/tables';
import { ok, refuse, type Result } from '../domain/result';
import { familyPlanKind } from './familyPlanKind';
import type { Fallen, FallenField } from './fallenOut';
import { History } from './history';
import type { DocumentKind } from './kind';
import { isNamed, madeBy } from './namedBy';
import { Part } from './part';
import type { Conflict, ReadRecord } from './readRecord';
import type { Undo } from './undo';

/** One of a plan's documents (DOC10); `mine/<person>` is one person's own. */
export type PartName = 'team' | 'household' | `mine/${Id}`;

/** A field that was written twice at once: one is shown, the other waits to be chosen (PLAN10). */
export interface Offer extends Conflict {
  readonly table: TableName;
  readonly id: Id;
}

/** This app is too old to write to the plan: it shows it, and asks for an update (DOC9). */
export type WriteRefusal = 'needsNewerApp';

export interface PlanDocumentOptions {
  readonly planId: string;
  /** Letters, digits, `-` and `_`, as in `chain`. */
  readonly device: string;
  /** Names a run of one tab: random, never used before. Asked again when Yjs gave a chain's client id to another. */
  readonly newChain: () => string;
  /** Whose own document is read with the others; absent: nobody's. */
  readonly talker?: Id | undefined;
  readonly kind?: DocumentKind<TableName>;
}

type UpdateListener = (part: PartName, update: Uint8Array, chain: string) => void;

const name = /^[\w-]+$/;

const readersOf = (part: PartName): Readers =>
  part === 'team' || part === 'household' ? part : { mine: part.slice(5) };

/** What writes again what fell out. */
const changeOf = (fallen: Fallen, readers: Readers): Change => {
  switch (fallen.what) {
    case 'fact':
      return { type: 'factRecorded', ...fallen, readers } as Change;
    case 'record':
      return { type: 'recordAdded', ...fallen, readers } as Change;
    case 'removal':
      return { type: 'recordRemoved', ...fallen } as Change;
    case 'erasure':
      return { type: 'wordsErased', tryId: fallen.id };
    default:
      return { type: 'fieldChanged', ...fallen } as Change;
  }
};

const partOf = (readers: Readers): PartName =>
  typeof readers === 'string' ? readers : `mine/${readers.mine}`;

/**
 * A plan's documents as one: one write door, one reading, undo and redo of what was done here.
 * Knows no storage and no clock; what it writes is handed to `onUpdate`, what others wrote comes in by `apply`.
 * Long because it is the one door: how fields, words and facts stand in a document is told in the files beside it.
 */
export class PlanDocument {
  readonly #planId: string;
  #device: string;
  readonly #kind: DocumentKind<TableName>;
  readonly #parts = new Map<PartName, Part<TableName>>();
  readonly #reader = new PlanReader();
  readonly #offers = new Map<string, readonly Offer[]>();
  readonly #updateListeners = new Set<UpdateListener>();
  readonly #readingListeners = new Set<() => void>();
  readonly #newChain: () => string;
  #chain: string;
  #talker: Id | undefined;
  readonly #history = new History<PartName>();
  #offerList: readonly Offer[] | undefined;

  constructor({ planId, device, newChain, talker, kind = familyPlanKind }: PlanDocumentOptions) {
    // They are parts of keys; another sign in them would be a bug of the caller.
    this.#chain = newChain();
    if (!name.test(device) || !name.test(this.#chain))
      throw new Error('device or chain is no name');
    this.#planId = planId;
    this.#device = device;
    this.#newChain = newChain;
    this.#talker = talker;
    this.#kind = kind;
    this.#part('team');
    this.#part('household');
  }

  /** What can be read now. The same object until something changes. */
  get reading(): PlanReading {
    return this.#reader.reading;
  }

  /** Reads a part of what came in, so that a large plan is not read in one go. Answers whether more waits. */
  readSome(): boolean {
    return this.#reader.readSome();
  }

  /** Reads on while nobody waits, so that a place that shows all of it comes at once. Answers whether more waits. */
  readAhead(): boolean {
    return this.#reader.readAhead();
  }

  /** All records that can be read now, as they stand, with what this app does not know in them. */
  get tables(): PlanTables {
    return new Map(
      tableNames.map((table) => {
        const records = new Map<Id, JsonObject>();
        for (const part of this.#readParts().reverse())
          for (const id of part.ids(table)) {
            const { record } = part.read(table, id);
            if (record) records.set(id, record);
          }
        return [table, records];
      }),
    );
  }

  /** What stands beside what the reading shows (PLAN10), ordered by table, record and field. */
  get offers(): readonly Offer[] {
    return (this.#offerList ??= [...this.#offers.values()].flat().sort(byPlace));
  }

  /** False: a newer app wrote something that this one would damage; the plan is read-only here (DOC9). */
  get canWrite(): boolean {
    return [...this.#parts.values()].every((part) => part.canWrite);
  }

  /** Whose own document is read with the others; absent: nobody's. */
  get talker(): Id | undefined {
    return this.#talker;
  }

  /** Whether the talker did something here that can be taken back. */
  get canUndo(): boolean {
    return this.canWrite && this.#history.canUndo(this.#talker);
  }

  get canRedo(): boolean {
    return this.canWrite && this.#history.canRedo(this.#talker);
  }

  /**
   * Takes in what storage kept or another tab wrote, all of it in one transaction.
   * Answers how many updates could not be read; the others count.
   */
  apply(part: PartName, updates: readonly Uint8Array[]): number {
    const damaged = this.#part(part).apply(updates);
    this.#take();
    return damaged;
  }

  /**
   * Shows other things of a document than before: what others wrote in place of it counts, and not what stood here (LED6).
   * What was done here cannot be taken back after it, and is gone on with in a new chain. Answers what was written here and is
   * gone.
   */
  replace(part: PartName, updates: readonly Uint8Array[]): readonly Fallen[] {
    const before = this.#part(part);
    this.#parts.delete(part);
    const now = this.#part(part);
    now.apply(updates);
    this.#history.forget();
    this.#chain = this.#newChain();
    if (this.#readParts().includes(now))
      for (const table of tableNames) this.#refresh(table, before.ids(table));
    const fallen = before.fallenOut(now, this.#device);
    before.destroy();
    this.#take();
    return fallen;
  }

  /**
   * Writes again what fell out of a document, in a new chain (LED6); it is nothing that anybody takes back. Answers what finds no
   * place yet, or is to be chosen.
   */
  writeAgain(part: PartName, fallen: readonly Fallen[], at: string): readonly Fallen[] {
    if (!this.canWrite) return fallen;
    const stays = (one: Fallen): boolean =>
      one.what === 'choice' || (one.what === 'field' && !this.#holds(part, one));
    const readers = readersOf(part);
    const changes = fallen.flatMap((one) => (stays(one) ? [] : [changeOf(one, readers)]));
    if (changes.length === 0) return fallen;
    this.#transact(() => {
      for (const change of changes)
        if (this.#target(change) === part)
          this.#part(part).write(change, { device: this.#device, chain: this.#chain, at });
    });
    this.#take();
    return fallen.filter(stays);
  }

  /** What fell out and waits to be chosen, beside what stands in its place. */
  choicesOf(part: PartName, fallen: readonly Fallen[]): readonly Offer[] {
    return fallen.flatMap((one) => {
      if (one.what !== 'choice' && one.what !== 'field') return [];
      const { id, field, value: other, at } = one;
      const table = one.table as TableName;
      const kept = this.#part(part).read(table, id).record?.[field];
      return [{ table, id, field, kept, other, at, device: this.#device }];
    });
  }

  #holds(part: PartName, { table, id }: FallenField): boolean {
    return (
      tables[table as TableName].sort === 'single' ||
      this.#part(part).read(table as TableName, id).record !== undefined
    );
  }

  /** From now on it is written under another name, in a new chain: the plan is shared, and this is the device in its circle. */
  writeAs(device: string): void {
    if (device === this.#device) return;
    this.#device = device;
    this.#chain = this.#newChain();
  }

  /** What is written in that chain cannot go to others any more: from now on it is written in a new one. */
  leave(chain: string): void {
    if (chain === this.#chain) this.#chain = this.#newChain();
  }

  /** Calls back with every update that is made here and must be kept, and its chain. Returns how to stop. */
  onUpdate(listener: UpdateListener): () => void {
    this.#updateListeners.add(listener);
    return () => this.#updateListeners.delete(listener);
  }

  /** Calls back when `reading`, `offers` or what can be undone changed. Returns how to stop. */
  onReading(listener: () => void): () => void {
    this.#readingListeners.add(listener);
    return () => this.#readingListeners.delete(listener);
  }

  /** Somebody else is talking: their own document is read with the others, nobody else's (DOC10). */
  setTalker(talker: Id | undefined): void {
    if (talker === this.#talker) return;
    const before = this.#mine();
    this.#talker = talker;
    const now = this.#mine();
    for (const part of [before, now])
      if (part) for (const table of tableNames) this.#refresh(table, part.ids(table));
    this.#tell();
  }

  /**
   * Writes what a command decided, one transaction a document, to be taken back as one by whoever it was written for.
   * `at`: the instant, ISO, as this device's clock says. Refused whole when this app is too old.
   */
  write(
    changes: readonly Change[],
    at: string,
    by: Id | undefined = this.#talker,
  ): Result<undefined, WriteRefusal> {
    // Documents that are written to for the first time must be there before the transaction.
    for (const change of changes) if ('readers' in change) this.#part(partOf(change.readers));
    if (!this.canWrite) return refuse('needsNewerApp');
    const undos = new Map<PartName, Undo[]>();
    let erased = false;
    this.#transact(() => {
      for (const change of changes) {
        const part = this.#target(change);
        if (part === undefined) continue;
        const undo = this.#part(part).write(change, {
          device: this.#device,
          chain: this.#chain,
          at,
        });
        if (undo) undos.set(part, [...(undos.get(part) ?? []), undo]);
        erased ||= change.type === 'wordsErased';
      }
    });
    // Words that were erased do not come back, by no way (PLAN15): neither this nor what was undone before.
    if (erased) this.#history.forgetUndone();
    else if (undos.size > 0) this.#history.add(undos, by, madeBy(changes));
    this.#take();
    return ok(undefined);
  }

  /**
   * Takes back the last thing the talker did here, in all documents it touched, as far as it still stands (DOC8).
   * False: it stays for good, for something that was said since stands on it and would go with it.
   */
  undo(): boolean {
    if (!this.canUndo) return true;
    const stays = isNamed(this.#history.madeLast(this.#talker), this.#readParts());
    if (stays) this.#history.settle(this.#talker);
    else this.#transact(() => this.#history.undo(this.#talker));
    this.#take();
    return !stays;
  }

  /** Does again what the talker took back last. */
  redo(): void {
    if (!this.canRedo) return;
    this.#transact(() => this.#history.redo(this.#talker));
    this.#take();
  }

  /** Writes the offered field once more with the value that was chosen; it can be taken back like any edit. */
  choose(offer: Offer, value: Json | undefined, at: string): Result<undefined, WriteRefusal> {
    const { table, id, field } = offer;
    if (tables[table].sort === 'fact') return ok(undefined);
    return this.write(
      [{ type: 'fieldChanged', table, id, field, value } as Extract<Change, { field: string }>],
      at,
    );
  }

  /** All that stands in a document, as updates in causal order: to be stored instead of its history (PLAN15). */
  encode(part: PartName): Uint8Array[] {
    return this.#part(part).encode();
  }

  destroy(): void {
    this.#updateListeners.clear();
    this.#readingListeners.clear();
    for (const part of this.#parts.values()) part.destroy();
  }

  #part(name: PartName): Part<TableName> {
    let part = this.#parts.get(name);
    if (!part) {
      part = new Part(`${this.#planId}/${name}`, this.#kind, (update) => {
        for (const listener of this.#updateListeners) listener(name, update, this.#chain);
      });
      this.#parts.set(name, part);
    }
    return part;
  }

  #mine(): Part<TableName> | undefined {
    return this.#talker === undefined ? undefined : this.#parts.get(`mine/${this.#talker}`);
  }

  /**
   * The documents that are read now. Should two hold one id, the narrower counts:
   * nobody further out can put something over what stands further in.
   */
  #readNames(): PartName[] {
    const names: PartName[] = ['household', 'team'];
    if (this.#talker !== undefined) names.unshift(`mine/${this.#talker}`);
    return names.filter((name) => this.#parts.has(name));
  }

  #readParts(): Part<TableName>[] {
    return this.#readNames().map((name) => this.#part(name));
  }

  /** Where a change is written; `undefined` when it changes nothing (DOC1). */
  #target(change: Change): PartName | undefined {
    if (change.type === 'wordsErased') return this.#holder('tries', change.tryId);
    const { table } = change;
    const single = tables[table].sort === 'single';
    const here = this.#holder(table, single ? table : change.id);
    switch (change.type) {
      case 'recordAdded':
      case 'factRecorded': {
        const there = partOf(change.readers);
        if (single) return here ?? there;
        return here || this.#part(there).read(table, change.id).record ? undefined : there;
      }
      case 'fieldChanged':
      case 'textEdited':
        return here ?? (single ? 'team' : undefined);
      case 'recordRemoved':
        return here;
    }
  }

  /** The document in which a record stands that can be read now. */
  #holder(table: TableName, id: Id): PartName | undefined {
    return this.#readNames().find((name) => this.#part(name).read(table, id).record);
  }

  /** One transaction a document, under the client id of this chain. */
  #transact(task: () => void): void {
    const parts = [...this.#parts.values()];
    while (!parts.every((part) => part.claim(this.#device, this.#chain)))
      this.#chain = this.#newChain();
    parts.reduce((inner, part) => () => part.transact(inner), task)();
  }

  /** Hands what changed in the documents to the reading, record by record. */
  #take(): void {
    const read = new Set(this.#readParts());
    for (const part of this.#parts.values()) {
      const changed = part.takeChanged();
      if (read.has(part)) for (const [table, ids] of changed) this.#refresh(table, ids);
      for (const id of changed.get('takeBacks') ?? [])
        // Words that were erased, here or elsewhere, do not come back by doing again what was undone (PLAN15).
        if (part.read('takeBacks', id).record?.what === 'words') this.#history.forgetUndone();
    }
    this.#tell();
  }

  #refresh(table: TableName, ids: Iterable<Id>): void {
    const parts = this.#readParts();
    for (const id of ids) {
      let found: ReadRecord | undefined;
      for (const part of parts) if (!found?.record) found = part.read(table, id);
      this.#reader.put(table, id, found?.record);
      const key = `${table} ${id}`;
      if (found && found.conflicts.length > 0)
        this.#offers.set(
          key,
          found.conflicts.map((conflict) => ({ table, id, ...conflict })),
        );
      else this.#offers.delete(key);
    }
    this.#offerList = undefined;
  }

  #tell(): void {
    for (const listener of this.#readingListeners) listener();
  }
}

const byPlace = (a: Offer, b: Offer): number => {
  const [left, right] = [a, b].map((offer) => [offer.table, offer.id, offer.field].join(' '));
  return left === right ? 0 : (left ?? '') < (right ?? '') ? -1 : 1;
};
