import { addDays, dayAt, type Day } from '../domain/day';
import type { Json } from '../domain/json';
import type { Actor } from '../domain/plan/actor';
import type { Change } from '../domain/plan/change';
import type { PlanRefusal } from '../domain/plan/commands/refusal';
import type { PlanReading } from '../domain/plan/reading';
import type { Id } from '../domain/plan/schema';
import { selectClockDoubt } from '../domain/plan/selectClockDoubt';
import type { TodayWindow } from '../domain/plan/todayWindow';
import type { Result } from '../domain/result';
import type { Offer, PartName, PlanDocument } from '../document/planDocument';
import { StorageError, type DocumentStore, type StorageTrouble } from '../vault/port';
import type { Device } from './device';
import { noFaces, readFaces, talking, withTalker, writeFaces, type Faces } from './faces';
import { keptOrNot } from './keptOrNot';
import {
  readWindow,
  showSame,
  windowOf,
  writeWindow,
  type Glimpse,
  type KeptWindow,
} from './keptWindow';
import { idleMoment, nextTask, painted, whenHidden, whenIdle } from './moments';
import { newId } from './newId';
import { documentId, readEntry, writeEntry, type PlanEntry } from './planEntry';

export type { Offer } from '../document/planDocument';
export type { StorageTrouble } from '../vault/port';

/** A verb of the domain: decides what changes, or why not. */
export type Command<Input> = (
  reading: PlanReading,
  input: Input,
  actor: Actor,
) => Result<readonly Change[], PlanRefusal>;

/** What came of running a command. `notKept`: it stands on the screen, but storage could not keep it. */
export type Ran =
  | 'saved'
  | 'whoIsTalking'
  | PlanRefusal
  | { readonly kind: 'notKept'; readonly trouble: StorageTrouble };

/** As whom a command runs; by default as who is talking, about themselves, with fresh ids. */
export interface RunAs {
  /** The person it is about, when somebody else typed. */
  readonly about?: Id | undefined;
  /** The person who typed earlier, for what is finished later. */
  readonly talker?: Id | undefined;
  readonly newId?: () => Id;
}

export type PlanState = 'opening' | 'window' | 'ready' | 'missing' | 'broken';

/**
 * Draws Today as its first cards look on one day and the days after it; nothing where there is nothing to see.
 * `last`: how the same was drawn before.
 */
export type DrawGlimpses = (
  days: readonly TodayWindow[],
  timeZone: string,
  names: readonly string[],
  last: readonly Glimpse[],
) => Promise<readonly Glimpse[]>;

const afterChanges = 400;

/**
 * One plan, open in this tab: its window first, then its documents, kept in step with storage and other tabs.
 * There is one write door (`run`) and one read path (`reading`); `onChanged` tells that something is new.
 */
export class OpenPlan {
  state: PlanState = 'opening';
  /** As it was kept: what is painted before the plan itself is open. */
  window: KeptWindow | undefined;
  trouble: StorageTrouble | undefined;
  /** Stored pieces that could not be read and were put aside. */
  damaged = 0;
  faces: Faces = noFaces;
  readonly id: string;
  readonly ready: Promise<void>;

  readonly #device: Device;
  readonly #draw: DrawGlimpses;
  readonly #now: () => number;
  readonly #stores = new Map<string, Promise<DocumentStore>>();
  /** Parts that are read; others may be written to before. */
  readonly #loaded = new Set<string>();
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[] = [];
  #entry: PlanEntry | undefined;
  #document: PlanDocument | undefined;
  #saving: Promise<void> = Promise.resolve();
  #windowTimer: ReturnType<typeof setTimeout> | undefined;
  #mine: string | undefined;
  /** Words were erased, and storage could not cut them out of what is older yet (PLAN15). */
  #rewriteWaits = false;
  #closed = false;

  constructor(
    id: string,
    device: Device,
    now: () => number = Date.now,
    draw: DrawGlimpses = async () => [],
  ) {
    this.id = id;
    this.#device = device;
    this.#draw = draw;
    this.#now = now;
    this.trouble = device.keeps ? undefined : 'refused';
    this.ready = this.#open().catch((cause: unknown) => {
      this.state = 'broken';
      if (cause instanceof StorageError) this.trouble = cause.trouble;
      else console.error(cause);
      this.#tell();
    });
  }

  /** Calls back after anything here changed. Returns how to stop listening. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The whole plan as this device and who is talking can read it; absent until it is open. */
  get reading(): PlanReading | undefined {
    return this.state === 'ready' ? this.#document?.reading : undefined;
  }

  get entry(): PlanEntry | undefined {
    return this.#entry;
  }

  get timeZone(): string {
    return this.reading?.about.timeZone ?? this.#entry?.timeZone ?? 'UTC';
  }

  /** Today where the plan lives (PLAN12). */
  get today(): Day {
    return dayAt(this.#now(), this.timeZone);
  }

  /** The person talking now; absent when somebody has to be asked. */
  get talker(): Id | undefined {
    return talking(this.faces, this.#now());
  }

  /** Whether this version of the app may write into the plan (DOC9). */
  get canWrite(): boolean {
    return this.#document?.canWrite ?? true;
  }

  /** Whether who is talking did something here that can be taken back; nobody takes back what others told (DOC8, UNSAFE). */
  get canUndo(): boolean {
    return this.#asTalker?.canUndo ?? false;
  }

  get canRedo(): boolean {
    return this.#asTalker?.canRedo ?? false;
  }

  /** Fields that two people changed at once, both kept (PLAN10). */
  get offers(): readonly Offer[] {
    return this.#document?.offers ?? [];
  }

  /**
   * Runs a command as who is talking, about that person or another one, and resolves once what it decided is durable.
   * Waits until the plan is open.
   */
  async run<Input>(command: Command<Input>, input: Input, as: RunAs = {}): Promise<Ran> {
    await this.ready;
    const document = this.#document;
    const reading = this.reading;
    if (!document || !reading || !document.canWrite) return { kind: 'readOnly' };
    const talker = as.talker ?? this.talker;
    if (talker === undefined) return 'whoIsTalking';
    const decided = command(reading, input, this.#actor(talker, as.about, as.newId ?? newId));
    if (!decided.ok) return decided.refusal;
    document.write(decided.value, this.#instant(), talker);
    if (as.talker === undefined) void keptOrNot(this.#keepTalking(talker));
    return this.#saved();
  }

  async undo(): Promise<Ran> {
    if (!this.canUndo) return 'whoIsTalking';
    this.#document?.undo();
    return this.#saved();
  }

  async redo(): Promise<Ran> {
    if (!this.canRedo) return 'whoIsTalking';
    this.#document?.redo();
    return this.#saved();
  }

  async choose(offer: Offer, value: Json | undefined): Promise<Ran> {
    this.#document?.choose(offer, value, this.#instant());
    return this.#saved();
  }

  /** Somebody said who they are: remembered, and what only they may read is read now (DOC10). */
  async talk(personId: Id): Promise<void> {
    await this.ready;
    // Somebody may talk also where this cannot be remembered.
    await keptOrNot(this.setFaces(withTalker(this.faces, personId, this.#now())));
  }

  /** Keeps who uses this device for this plan. */
  async setFaces(faces: Faces): Promise<void> {
    this.faces = faces;
    const kept = writeFaces(this.#device.vault, this.id, faces);
    await Promise.allSettled([kept]);
    await this.#readMine();
    this.#tell();
    await kept;
  }

  /**
   * Cuts what was erased out of what this device keeps, so that no copy stays in older pieces (PLAN15).
   * Rejects with a StorageError where storage refuses; it is done once storage is well again.
   */
  async rewriteHistory(): Promise<void> {
    const document = this.#document;
    if (!document) return;
    this.#rewriteWaits = true;
    await this.#saving;
    for (const [part, opening] of this.#stores) {
      const store = await opening;
      await store.fold(() => document.encode(part as PartName));
    }
    this.#rewriteWaits = false;
  }

  /** Resolves once what is noted beside the plan says where the plan stands now, as far as storage allows. */
  async noted(): Promise<void> {
    await this.ready;
    if (this.#windowTimer !== undefined) await keptOrNot(this.#keepWindow('asItIs'));
  }

  /** Lets go of the documents. What was written stays kept. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#windowTimer);
    for (const stop of this.#stops) stop();
    await this.#saving.catch(() => {});
    await Promise.all([...this.#stores.values()].map(async (store) => (await store).close()));
    this.#document?.destroy();
  }

  async #open(): Promise<void> {
    const { vault } = this.#device;
    // The code of the documents comes while the window is read and painted.
    const code = import('../document/planDocument');
    const [entry, window, faces] = await Promise.all([
      readEntry(vault, this.id),
      readWindow(vault, this.id),
      readFaces(vault, this.id),
    ]);
    if (!entry) {
      this.state = 'missing';
      this.#tell();
      return;
    }
    this.#entry = entry;
    this.faces = faces;
    // They open while the window is painted; whoever reads from them hears if one does not.
    for (const part of ['team', 'household']) this.#store(part).catch(() => {});
    if (window) {
      this.window = window;
      this.state = 'window';
      this.#tell();
      await painted();
    }
    const { PlanDocument } = await code;
    if (this.#closed) return;
    const document = new PlanDocument({
      planId: this.id,
      device: this.#device.id,
      chain: this.#device.chain,
    });
    document.onUpdate((part, update) => this.#append(part, update));
    this.#document = document;
    for (const part of ['team', 'household'] as const) await this.#load(document, part);
    await this.#readMine();
    // On a slow phone a large plan takes long to read: a tap in between is answered.
    while (!this.#closed && document.readSome()) await nextTask();
    if (this.#closed) return;
    document.onReading(() => this.#changed());
    this.state = 'ready';
    this.#tell();
    if (this.damaged > 0) this.#tell();
    this.#stops.push(
      whenIdle(() => void this.#fold()),
      // A phone may not come back from there: what is painted next time is not older than what was said.
      whenHidden(() => {
        if (this.#windowTimer === undefined) return;
        clearTimeout(this.#windowTimer);
        this.#windowTimer = undefined;
        void keptOrNot(this.#keepWindow('asItIs'));
      }),
    );
    this.#changed();
    void keptOrNot(this.#note({ openedAt: this.#instant() }));
    void this.#readAhead(document);
  }

  async #readAhead(document: PlanDocument): Promise<void> {
    while (!this.#closed && document.readAhead()) await idleMoment();
  }

  /** The documents while they are read for who is talking now; absent once somebody else may be. */
  get #asTalker(): PlanDocument | undefined {
    const document = this.#document;
    return document?.talker === this.talker ? document : undefined;
  }

  async #load(document: PlanDocument, part: PartName): Promise<void> {
    this.#loaded.add(part);
    const store = await this.#store(part);
    this.#stops.push(
      store.onArrived((update) => document.apply(part, [update], 'tab')),
      store.onTrouble((trouble) => {
        this.trouble = trouble ?? (this.#device.keeps ? undefined : 'refused');
        this.#tell();
        if (!trouble && this.#rewriteWaits) void keptOrNot(this.rewriteHistory());
      }),
    );
    const { damaged } = await store.load((updates) => document.apply(part, updates, 'storage'));
    this.damaged += damaged;
  }

  #store(part: string): Promise<DocumentStore> {
    let store = this.#stores.get(part);
    if (!store) {
      store = this.#device.vault.open(documentId(this.id, part));
      this.#stores.set(part, store);
    }
    return store;
  }

  /** Reads what is only for who is talking; what was read for somebody else is let go of. */
  async #readMine(): Promise<void> {
    const document = this.#document;
    const talker = this.talker;
    if (!document || talker === this.#mine) return;
    this.#mine = talker;
    if (talker !== undefined) {
      const part: PartName = `mine/${talker}`;
      const known = this.#loaded.has(part);
      await this.#notePart(part);
      if (!known) await this.#load(document, part);
    }
    if (this.#mine === talker) document.setTalker(talker);
  }

  async #notePart(part: string): Promise<void> {
    const entry = this.#entry;
    if (!entry || entry.parts.includes(part) || !(await this.#isHere())) return;
    this.#entry = { ...entry, parts: [...entry.parts, part] };
    // Where it cannot be noted now, the next write notes it; what is written does not wait for it.
    if ((await keptOrNot(writeEntry(this.#device.vault, this.#entry))) !== 'saved')
      this.#entry = { ...this.#entry, parts: this.#entry.parts.filter((one) => one !== part) };
  }

  #actor(talker: Id, about: Id | undefined, ids: () => Id): Actor {
    return {
      by: about ?? talker,
      enteredBy: about === undefined || about === talker ? undefined : talker,
      today: this.today,
      now: this.#instant(),
      newId: ids,
    };
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }

  #append(part: PartName, update: Uint8Array): void {
    const kept = this.#notePart(part)
      .then(() => this.#store(part))
      .then((store) => store.append(update));
    this.#saving = Promise.all([this.#saving.catch(() => {}), kept]).then(() => {});
    // Whoever waits for `#saved` hears of it; nobody else needs to.
    this.#saving.catch(() => {});
  }

  async #saved(): Promise<Ran> {
    try {
      await this.#saving;
      return 'saved';
    } catch (cause) {
      if (!(cause instanceof StorageError)) throw cause;
      this.trouble = cause.trouble;
      this.#tell();
      return { kind: 'notKept', trouble: cause.trouble };
    }
  }

  async #keepTalking(talker: Id): Promise<void> {
    this.faces = withTalker(this.faces, talker, this.#now());
    await writeFaces(this.#device.vault, this.id, this.faces);
  }

  /** The reading is new: screens hear at once, the window is kept a moment later. */
  #changed(): void {
    this.#tell();
    clearTimeout(this.#windowTimer);
    this.#windowTimer = setTimeout(() => {
      this.#windowTimer = undefined;
      void keptOrNot(this.#keepWindow('drawn'));
    }, afterChanges);
  }

  async #keepWindow(how: 'asItIs' | 'drawn'): Promise<void> {
    const reading = this.reading;
    if (!reading || !this.#entry) return;
    const names = [...reading.people.values()]
      .filter((p) => p.household && !p.leftOn)
      .map((p) => p.name);
    const timeZone = reading.about.timeZone;
    const today = selectClockDoubt(reading, this.today) ?? this.today;
    const window = windowOf(reading, today);
    // First without a drawing: none stands for words that changed, and none is waited for.
    if (!this.window || !showSame(this.window, window)) await this.#writeWindow(window);
    await this.#note({ names, timeZone, example: reading.about.example === true });
    if (how === 'asItIs') return;
    const last = this.window?.glimpses ?? [];
    const days = [window, windowOf(reading, addDays(today, 1))];
    const glimpses = await this.#draw(days, timeZone, names, last);
    // The plan changed while that was drawn: what stands now is on its way.
    if (reading !== this.reading || (glimpses.length === 0 && last.length === 0)) return;
    if (glimpses !== last) await this.#writeWindow({ ...window, glimpses: [...glimpses] });
  }

  async #writeWindow(window: KeptWindow): Promise<void> {
    if (!(await this.#isHere())) return;
    await writeWindow(this.#device.vault, this.id, window);
    this.window = window;
  }

  /** Notes news of the plan beside it. */
  async #note(news: Partial<PlanEntry>): Promise<void> {
    const before = this.#entry;
    if (!before || !(await this.#isHere())) return;
    const now = { ...this.#entry, ...before, ...news, parts: this.#entry?.parts ?? before.parts };
    if (JSON.stringify(now) === JSON.stringify(before)) return;
    this.#entry = now;
    await writeEntry(this.#device.vault, now);
  }

  /** False once this tab or another one took the plan off this device: nothing of it is written again. */
  async #isHere(): Promise<boolean> {
    return !this.#closed && (await readEntry(this.#device.vault, this.id)) !== undefined;
  }

  async #fold(): Promise<void> {
    for (const store of this.#stores.values()) await (await store).fold();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
