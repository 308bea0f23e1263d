import { addDays, dayAt, isTimeZone, type Day } from '../domain/day';
import type { Json } from '../domain/json';
import type { Actor } from '../domain/plan/actor';
import type { Change } from '../domain/plan/change';
import { refusedHere } from '../domain/plan/deviceRights';
import type { PlanRefusal } from '../domain/plan/commands/refusal';
import { householdNames } from '../domain/plan/householdNames';
import type { PlanReading } from '../domain/plan/reading';
import type { Id } from '../domain/plan/schema';
import { selectClockDoubt } from '../domain/plan/selectClockDoubt';
import { selectShared } from '../domain/plan/selectShared';
import { workOutToday } from '../domain/plan/selectToday';
import type { TodayWindow } from '../domain/plan/todayWindow';
import type { Result } from '../domain/result';
import type { Offer, PartName, PlanDocument } from '../document/planDocument';
import { StorageError, type DocumentStore, type StorageTrouble } from '../vault/port';
import { CuttingOut } from './cuttingOut';
import type { Device } from './device';
import {
  areFacesOf,
  noFaces,
  readFaces,
  talking,
  talkingUntil,
  withTalker,
  writeFaces,
  type Faces,
} from './faces';
import { FallenHere, isSame } from './fallenHere';
import { partOfFallen } from './fallenKey';
import { keptOrNot, type Kept } from './keptOrNot';
import {
  readWindow,
  showSame,
  windowOf,
  writeWindow,
  type Glimpse,
  type KeptWindow,
} from './keptWindow';
import { idleMoment, nextTask, painted, whenHidden, whenIdle, whenShown } from './moments';
import { newChain } from './newChain';
import { newId } from './newId';
import type { Coming } from './together/arrive';
import type { CircleEntry } from './together/circleEntry';
import { planOfCircle } from './together/circleKey';
import { findCircle } from './together/findCircle';
import { onShared } from './together/onShared';
import type { SealedKeeping, SealUpdate } from './together/sealedKeeping';
import { deviceTimeZone, documentId, readEntry, writeEntry, type PlanEntry } from './planEntry';

export type { Offer } from '../document/planDocument';
export type { StorageTrouble } from '../vault/port';

/** A verb of the domain: decides what changes, or why not. */
export type Command<Input> = (
  reading: PlanReading,
  input: Input,
  actor: Actor,
) => Result<readonly Change[], PlanRefusal>;

/**
 * What came of running a command. `notKept`: it stands on the screen, but storage could not keep it.
 * `notRead`: nothing changed, for what is written to could not be read before.
 */
export type Ran =
  | 'saved'
  | 'whoIsTalking'
  | PlanRefusal
  | { readonly kind: 'notKept'; readonly trouble: StorageTrouble }
  | { readonly kind: 'notRead' };

/** As whom a command runs; by default as who is talking, about themselves, with fresh ids. */
export interface RunAs {
  /** The person it is about, when somebody else typed. */
  readonly about?: Id | undefined;
  /** The person who typed earlier, for what is finished later. */
  readonly talker?: Id | undefined;
  readonly newId?: () => Id;
}

/** `arriving`: this device was let in, and neither the plan nor what Today shows of it is here yet. */
export type PlanState = 'opening' | 'window' | 'arriving' | 'ready' | 'missing' | 'broken';

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
/** Milliseconds of work between two pauses. */
const aMoment = 12;

const erasesWords = (changes: readonly Change[]): boolean =>
  changes.some(({ type }) => type === 'wordsErased');

/** The documents of single persons that changes are written to. */
const ownParts = (changes: readonly Change[]): PartName[] =>
  changes.flatMap((change) =>
    'readers' in change && typeof change.readers === 'object'
      ? [`mine/${change.readers.mine}` as const]
      : [],
  );

/**
 * One plan, open in this tab: its window first, then its documents, kept in step with storage and other tabs.
 * There is one write door (`run`) and one read path (`reading`); `onChanged` tells that something is new.
 */
export class OpenPlan {
  state: PlanState = 'opening';
  /** As it was kept: what is painted before the plan itself is open. */
  window: KeptWindow | undefined;
  /** How much is here, while this device was let in and not all of the plan has come; absent when it has. */
  coming: Coming | undefined;
  /** Stored pieces that could not be read and were put aside. */
  damaged = 0;
  faces: Faces = noFaces;
  readonly id: string;
  readonly ready: Promise<void>;

  readonly #device: Device;
  readonly #draw: DrawGlimpses;
  readonly #now: () => number;
  readonly #stores = new Map<string, Promise<DocumentStore>>();
  /** Documents that are read, or being read. */
  readonly #loads = new Map<PartName, Promise<void>>();
  /** What storage could not give or keep, by document; `plan` is for all of them. */
  readonly #troubles = new Map<PartName | 'plan', StorageTrouble>();
  /** How what is written here is kept where the plan is shared, by document. */
  readonly #sealed = new Map<PartName, Promise<SealedKeeping>>();
  readonly #fallen: FallenHere;
  /** The reading for a moment when nobody may be talking any more. */
  readonly #shared = new WeakMap<PlanReading, PlanReading>();
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[] = [];
  #entry: PlanEntry | undefined;
  /** Absent: the plan is on this device only. */
  #circle: CircleEntry | undefined;
  #document: PlanDocument | undefined;
  #saving: Promise<void> = Promise.resolve();
  #windowTimer: ReturnType<typeof setTimeout> | undefined;
  #talkerTimer: ReturnType<typeof setTimeout> | undefined;
  #mine: string | undefined;
  /** What is kept beside the plan changes in order: each change builds on what is kept then. */
  #facing: Promise<void> = Promise.resolve();
  #noting: Promise<void> = Promise.resolve();
  readonly #cuttingOut: CuttingOut;
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
    const { vault } = device;
    this.#cuttingOut = new CuttingOut(vault, id, (parts) => this.#rewrite(parts as PartName[]));
    this.#fallen = new FallenHere({
      ...{ vault, planId: id },
      document: () => (this.#closed ? undefined : this.#document),
      canWrite: () => this.canWrite,
      read: async (part) => this.#loads.get(part),
      kept: async (part) => {
        const updates: Uint8Array[] = [];
        await (await this.#store(part)).load((some) => updates.push(...some));
        return updates;
      },
      saved: () => this.#saving,
      cutOut: (part) => this.#cuttingOut.cut([part]),
      now: () => this.#instant(),
      onChanged: () => this.#tell(),
    });
    this.ready = this.#open().catch((cause: unknown) => {
      this.state = 'broken';
      if (cause instanceof StorageError) this.#troubles.set('plan', cause.trouble);
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
    return this.state === 'ready' ? this.#readNow() : undefined;
  }

  /** Why storage cannot keep all of the plan now; absent: all that was written is kept. */
  get trouble(): StorageTrouble | undefined {
    const [first] = this.#troubles.values();
    return first ?? (this.#device.keeps ? undefined : 'refused');
  }

  get entry(): PlanEntry | undefined {
    return this.#entry;
  }

  /** Where its days turn; for a zone that this device does not know, its own (PLAN12). */
  get timeZone(): string {
    const zone = this.reading?.about.timeZone ?? this.#entry?.timeZone;
    return zone !== undefined && isTimeZone(zone) ? zone : deviceTimeZone();
  }

  /** Today where the plan lives (PLAN12). */
  get today(): Day {
    return dayAt(this.#now(), this.timeZone);
  }

  /** The person talking now; absent when somebody has to be asked. */
  get talker(): Id | undefined {
    return talking(this.faces, this.#now());
  }

  /** Whether this version of the app and this device may write into the plan (DOC9, CIR2). */
  get canWrite(): boolean {
    return !this.onlyReads && (this.#document?.canWrite ?? true);
  }

  /** Whether this device may read and not write (CIR2). */
  get onlyReads(): boolean {
    return this.#circle?.role === 'see';
  }

  /** The plan's people whose device wrote something; nobody where the plan is on this device only. */
  personsOf(device: string): readonly Id[] {
    return this.#circle?.persons[device] ?? [];
  }

  /** Whether this device gets what is only for the household (CIR2). */
  get readsHousehold(): boolean {
    return this.#circle?.household !== false;
  }

  /** Why what was decided would not count on other devices; absent: it does, or there are none. */
  #refusedHere(changes: readonly Change[]): PlanRefusal | undefined {
    const circle = this.#circle;
    if (!circle) return undefined;
    const rights = {
      steers: circle.role === 'steer',
      household: this.readsHousehold,
      persons: circle.persons[circle.device],
    };
    return changes.map((change) => refusedHere(change, rights)).find((one) => one);
  }

  /** Whether it is shared with other devices. */
  get isShared(): boolean {
    return this.#circle !== undefined;
  }

  /** Whether who is talking did something here that can be taken back; nobody takes back what others told (DOC8, UNSAFE). */
  get canUndo(): boolean {
    return this.#asTalker?.canUndo ?? false;
  }

  get canRedo(): boolean {
    return this.#asTalker?.canRedo ?? false;
  }

  /** Fields that two people changed at once, both kept (PLAN10), and what fell out and is not to be written over others (LED6). */
  get offers(): readonly Offer[] {
    const document = this.#document;
    if (!document) return [];
    const { offers } = this.#fallen;
    return offers.length === 0 ? document.offers : [...document.offers, ...offers];
  }

  /**
   * Runs a command as who is talking, about that person or another one, and resolves once what it decided is durable.
   * Waits until the plan is open.
   */
  async run<Input>(command: Command<Input>, input: Input, as: RunAs = {}): Promise<Ran> {
    await this.ready;
    const document = this.#document;
    if (!document || this.state !== 'ready' || !this.canWrite) return { kind: 'readOnly' };
    const talker = as.talker ?? this.talker;
    if (talker === undefined) return 'whoIsTalking';
    const actor = this.#actor(talker, as.about, as.newId ?? newId);
    const decide = () => command(document.reading, input, actor);
    let decided = decide();
    if (decided.ok && (ownParts(decided.value).length > 0 || erasesWords(decided.value))) {
      const prepared = await this.#prepare(document, decided.value);
      if (prepared !== 'saved') return { kind: 'notRead' };
      // The plan may have changed meanwhile.
      decided = decide();
    }
    if (!decided.ok) return decided.refusal;
    const refused = this.#refusedHere(decided.value);
    if (refused) return refused;
    document.write(decided.value, this.#instant(), talker);
    if (as.talker === undefined) void keptOrNot(this.#keepTalking(talker));
    const came = await this.#saved();
    const cut = erasesWords(decided.value) && this.#cuttingOut.cut([...this.#loads.keys()]);
    // What storage refuses now is not waited for.
    if (came === 'saved') await cut;
    return came;
  }

  /** All that stands in a document of it, as updates; nothing while it is not open. */
  encode(part: PartName): readonly Uint8Array[] {
    return this.#document?.encode(part) ?? [];
  }

  async undo(): Promise<Ran> {
    if (!this.canUndo) return 'whoIsTalking';
    if (this.#document?.undo() === false) return { kind: 'saidSince' };
    return this.#saved();
  }

  async redo(): Promise<Ran> {
    if (!this.canRedo) return 'whoIsTalking';
    this.#document?.redo();
    return this.#saved();
  }

  async choose(offer: Offer, value: Json | undefined): Promise<Ran> {
    const waits = this.#fallen.partOf(offer);
    // What stands already is not written once more: others may go on changing it.
    if (!waits || !isSame(value, offer.kept)) {
      const { table, id, field } = offer;
      const refused = this.#refusedHere([
        { type: 'fieldChanged', table, id, field, value } as Change,
      ]);
      if (refused) return refused;
      this.#document?.choose(offer, value, this.#instant());
    }
    const came = await this.#saved();
    if (came === 'saved' && waits) await keptOrNot(this.#fallen.chosen(waits, offer));
    return came;
  }

  /** Somebody said who they are: remembered, and what only they may read is read now (DOC10). */
  async talk(personId: Id): Promise<void> {
    await this.ready;
    // Somebody may talk also where this cannot be remembered.
    await keptOrNot(this.changeFaces((faces) => withTalker(faces, personId, this.#now())));
  }

  /** Changes who uses this device for this plan, and keeps it; what another tab kept meanwhile stays. */
  changeFaces(change: (faces: Faces) => Faces | Promise<Faces>): Promise<void> {
    const changed = this.#facing.then(async () => {
      const { vault } = this.#device;
      const { people } = await readFaces(vault, this.id).catch(() => noFaces);
      this.faces = await change(people.length > 0 ? { ...this.faces, people } : this.faces);
      const read = this.#followTalker();
      const kept = this.#isHere().then(async (here) => {
        if (here) await writeFaces(vault, this.id, this.faces);
      });
      await Promise.allSettled([read, kept]);
      this.#tell();
      await kept;
    });
    this.#facing = changed.catch(() => {});
    return changed;
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
    clearTimeout(this.#talkerTimer);
    for (const stop of this.#stops) stop();
    await this.#saving.catch(() => {});
    for (const keeping of this.#sealed.values())
      await (await keeping.catch(() => undefined))?.settled();
    // Until it ends, a rewrite has to hear of what other tabs keep.
    await this.#cuttingOut.settled();
    await Promise.allSettled(
      [...this.#stores.values()].map(async (store) => (await store).close()),
    );
    this.#document?.destroy();
  }

  async #open(): Promise<void> {
    const { vault } = this.#device;
    // The code of the documents comes while the window is read and painted.
    const code = import('../document/planDocument');
    const [entry, window, faces, circle] = await Promise.all([
      readEntry(vault, this.id),
      readWindow(vault, this.id),
      readFaces(vault, this.id),
      findCircle(vault, this.id),
    ]);
    if (!entry) {
      this.state = 'missing';
      this.#tell();
      return;
    }
    this.#entry = entry;
    this.#circle = circle;
    this.faces = faces;
    if (circle?.state === 'joining') return this.#arrive(window);
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
      device: this.#circle?.device ?? this.#device.id,
      newChain,
    });
    document.onUpdate((part, update, chain) => this.#append(part, update, chain));
    this.#document = document;
    for (const part of ['team', 'household'] as const) await this.#loaded(document, part);
    // Where what is only for one person does not open, the rest of the plan does.
    await keptOrNot(this.#followTalker());
    // On a slow phone a large plan takes long to read: a tap in between is answered.
    while (!this.#closed && document.readSome()) await nextTask();
    await this.#workOutToday();
    if (this.#closed) return;
    document.onReading(() => this.#changed());
    this.state = 'ready';
    this.#tell();
    if (this.damaged > 0) this.#tell();
    this.#stops.push(
      whenIdle(() => void this.#fold()),
      // A phone that slept heard of no timer.
      whenShown(() => void keptOrNot(this.#followTalker())),
      vault.onChanged((key) => {
        if (areFacesOf(this.id, key)) void keptOrNot(this.#hearOfFaces());
        if (planOfCircle(key) === this.id) void keptOrNot(this.#hearOfCircle());
        const part = partOfFallen(this.id, key);
        if (part !== undefined) void keptOrNot(this.#fallen.hear(part as PartName));
      }),
      onShared(this.id, () => this.#hearOfCircle()),
      // A phone may not come back from there: what is painted next time is not older than what was said.
      whenHidden(() => {
        if (this.#windowTimer === undefined) return;
        clearTimeout(this.#windowTimer);
        this.#windowTimer = undefined;
        void keptOrNot(this.#keepWindow('asItIs'));
      }),
    );
    this.#changed();
    void keptOrNot(this.#note((entry) => ({ ...entry, openedAt: this.#instant() })));
    void keptOrNot(this.#finishErasing());
    void this.#readAhead(document);
    if (this.#circle) void this.#meet();
  }

  /** The plan is still coming: until it is here, Today stands as whoever let this device in told it. */
  async #arrive(window: KeptWindow | undefined): Promise<void> {
    this.window = window;
    this.state = window ? 'window' : 'arriving';
    this.coming = { here: 0, pieces: 0 };
    this.#tell();
    void this.#meet();
    const { arrive } = await import('./together/acts');
    await arrive(this.id, (coming) => {
      this.coming = coming;
      this.#tell();
    });
    this.coming = undefined;
    if (!this.#closed) await this.#open();
  }

  /** It is shared now, or what this device may do is another. What was written before is kept before anything is sealed. */
  async #hearOfCircle(): Promise<void> {
    const circle = await findCircle(this.#device.vault, this.id);
    const begins = circle && !this.#circle;
    this.#circle = circle;
    if (begins) {
      this.#document?.writeAs(circle.device);
      await this.#saving.catch(() => {});
      void this.#meet();
    }
    this.#tell();
  }

  /** Meets the others, once the page has nothing else to do. */
  async #meet(): Promise<void> {
    await idleMoment();
    if (this.#closed) return;
    const { togetherOf, closeTogether } = await import('./together/together');
    if (this.#closed) return;
    this.#stops.push(() => void closeTogether(this.id));
    await togetherOf(this.id).catch((cause: unknown) => console.error(cause));
  }

  /** Today's cards, a few at a time: all of them in one go would hold up a slow phone. */
  async #workOutToday(): Promise<void> {
    const reading = this.#readNow();
    if (!reading) return;
    let since = performance.now();
    for (const _ of workOutToday(reading, this.today)) {
      if (performance.now() - since < aMoment) continue;
      await nextTask();
      if (this.#closed) return;
      since = performance.now();
    }
  }

  #readNow(): PlanReading | undefined {
    const reading = this.#document?.reading;
    return reading && !this.#asTalker ? this.#sharedOf(reading) : reading;
  }

  async #readAhead(document: PlanDocument): Promise<void> {
    while (!this.#closed && document.readAhead()) await idleMoment();
  }

  /** The documents while they are read for who is talking now; absent once somebody else may be. */
  get #asTalker(): PlanDocument | undefined {
    const document = this.#document;
    return document?.talker === this.talker ? document : undefined;
  }

  #sharedOf(reading: PlanReading): PlanReading {
    const known = this.#shared.get(reading) ?? selectShared(reading);
    this.#shared.set(reading, known);
    return known;
  }

  /** A document as it is kept, read once; what did not come is asked for again the next time. */
  #loaded(document: PlanDocument, part: PartName): Promise<void> {
    const known = this.#loads.get(part);
    if (known) return known;
    const loading = this.#load(document, part).catch((cause: unknown) => {
      this.#loads.delete(part);
      if (cause instanceof StorageError) this.#say(part, cause.trouble);
      throw cause;
    });
    this.#loads.set(part, loading);
    return loading;
  }

  async #load(document: PlanDocument, part: PartName): Promise<void> {
    const store = await this.#store(part);
    this.#say(part, undefined);
    if (this.#circle) await this.#fallen.begin(part);
    const stops = [
      store.onArrived((arrived) => {
        // Some envelopes change nothing here.
        const updates = arrived.map(({ update }) => update).filter(({ length }) => length > 0);
        if (updates.length === 0) return;
        if (!this.#fallen.takes(part, updates)) document.apply(part, updates);
      }),
      store.onTrouble((trouble) => this.#say(part, trouble)),
    ];
    try {
      const { damaged } = await store.load((updates) => document.apply(part, updates));
      this.damaged += damaged;
      if (this.#circle) void this.ready.then(() => keptOrNot(this.#fallen.writeAgain(part)));
    } catch (cause) {
      for (const stop of stops) stop();
      throw cause;
    }
  }

  /** Storage went bad or came back for one document; while any is not kept, the plan is in trouble. */
  #say(part: PartName, trouble: StorageTrouble | undefined): void {
    const before = this.trouble;
    if (trouble) this.#troubles.set(part, trouble);
    else this.#troubles.delete(part);
    // What was not kept then is kept by now.
    if (this.#troubles.size === 0) this.#saving = this.#saving.catch(() => {});
    if (this.trouble !== before) this.#tell();
    if (!trouble && this.#cuttingOut.waits) void this.#cuttingOut.cut([...this.#loads.keys()]);
  }

  #store(part: string): Promise<DocumentStore> {
    const known = this.#stores.get(part);
    if (known) return known;
    const store = this.#openStore(part);
    this.#stores.set(part, store);
    store.catch(() => this.#stores.delete(part));
    return store;
  }

  async #openStore(part: string): Promise<DocumentStore> {
    const { vault } = this.#device;
    // Nothing is begun anew of a plan that another tab took off this device.
    if (!(await readEntry(vault, this.id))) throw new StorageError('lost');
    await this.#notePart(part);
    return vault.open(documentId(this.id, part));
  }

  /** Reads what is only for who is talking now; what was read for somebody else is let go of at once (DOC10). */
  async #followTalker(): Promise<void> {
    clearTimeout(this.#talkerTimer);
    const document = this.#document;
    if (!document || this.#closed) return;
    const { talker } = this;
    const until = talkingUntil(this.faces);
    if (talker !== undefined && until !== undefined)
      this.#talkerTimer = setTimeout(
        () => void keptOrNot(this.#followTalker()),
        until - this.#now(),
      );
    if (talker === this.#mine) return;
    this.#mine = talker;
    document.setTalker(talker);
    this.#tell();
    if (talker === undefined) return;
    try {
      await this.#loaded(document, `mine/${talker}`);
    } catch (cause) {
      // Asked for again the next time.
      if (this.#mine === talker) this.#mine = undefined;
      throw cause;
    }
  }

  /** Another tab changed who uses this device; who is talking here stays, unless they no longer use it. */
  async #hearOfFaces(): Promise<void> {
    await this.#facing;
    const { people, asks } = await readFaces(this.#device.vault, this.id);
    this.faces = asks ? { people, asks } : { ...this.faces, people };
    await this.#followTalker();
    this.#tell();
  }

  /**
   * Before something is written: a document that is written to is read first, or else its next rewrite and the names
   * of what is written would know nothing of what stands there; what is to be cut out is marked (PLAN15).
   */
  async #prepare(document: PlanDocument, changes: readonly Change[]): Promise<Kept> {
    if (erasesWords(changes)) await this.#cuttingOut.mark([...this.#loads.keys()]);
    return keptOrNot(Promise.all(ownParts(changes).map((part) => this.#loaded(document, part))));
  }

  async #rewrite(parts: readonly PartName[]): Promise<void> {
    const document = this.#document;
    if (!document) return;
    // What could not be kept is in the page, and so in what is rewritten.
    await this.#saving.catch(() => {});
    for (const part of parts) {
      await this.#loaded(document, part);
      await (await this.#store(part)).fold(() => document.encode(part));
    }
  }

  /** What a page that is gone erased and did not come to cut out. */
  async #finishErasing(): Promise<void> {
    const parts = await this.#cuttingOut.left();
    if (parts.length === 0) return;
    await idleMoment();
    if (!this.#closed) await this.#cuttingOut.cut(parts);
  }

  async #notePart(part: string): Promise<void> {
    if (this.#entry?.parts.includes(part)) return;
    // Where it cannot be noted now, the next write notes it; what is written does not wait for it.
    await keptOrNot(
      this.#note((entry) => ({ ...entry, parts: [...new Set([...entry.parts, part])] })),
    );
  }

  #actor(talker: Id, about: Id | undefined, ids: () => Id): Actor {
    return {
      by: about ?? talker,
      enteredBy: about === undefined || about === talker ? undefined : talker,
      today: this.today,
      now: this.#instant(),
      ...(this.readsHousehold ? {} : { outside: true as const }),
      newId: ids,
    };
  }

  #instant(): string {
    return new Date(this.#now()).toISOString();
  }

  #append(part: PartName, update: Uint8Array, chain: string): void {
    this.#fallen.takes(part, [update]);
    const store = this.#notePart(part).then(() => this.#store(part));
    const kept = this.#circle
      ? this.#sealedKeeping(part).then(
          (keeping) => keeping.keep(store, chain, update),
          // Where that code does not come it is kept here all the same.
          async () => (await store).append(update),
        )
      : store.then((opened) => opened.append(update));
    this.#saving = Promise.all([this.#saving.catch(() => {}), kept]).then(() => {});
    // Whoever waits for `#saved` hears of it; nobody else needs to.
    this.#saving.catch(() => {});
  }

  #sealedKeeping(part: PartName): Promise<SealedKeeping> {
    const known = this.#sealed.get(part);
    if (known) return known;
    const about = { vault: this.#device.vault, planId: this.id, part };
    const keeping = import('./together/sealedKeeping').then(
      (code) => new code.SealedKeeping(about, this.#seal, (chain) => this.#document?.leave(chain)),
    );
    this.#sealed.set(part, keeping);
    keeping.catch(() => this.#sealed.delete(part));
    return keeping;
  }

  /** The code for sharing comes only with a plan that is shared. */
  readonly #seal: SealUpdate = async (part, chain, update) => {
    try {
      const { sealIn } = await import('./together/sealIn');
      const sealed = await sealIn(this.id, part, chain, update);
      if (typeof sealed !== 'string') return sealed;
      console.error(`Not sealed: ${sealed}`);
      return 'refused';
    } catch (cause) {
      // Whatever happens to the sealing, it is kept here.
      console.error(cause);
      return 'failed';
    }
  };

  async #saved(): Promise<Ran> {
    try {
      await this.#saving;
      return 'saved';
    } catch (cause) {
      if (!(cause instanceof StorageError)) throw cause;
      this.#tell();
      return { kind: 'notKept', trouble: cause.trouble };
    }
  }

  /** Who is talking goes on talking, ten minutes from now. */
  #keepTalking(talker: Id): Promise<void> {
    return this.changeFaces((faces) =>
      this.talker === talker ? withTalker(faces, talker, this.#now()) : faces,
    );
  }

  /** The reading is new: screens hear at once, the window is kept a moment later. */
  #changed(): void {
    this.#fallen.lookAgain();
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
    const names = householdNames(reading.people.values());
    const { timeZone } = this;
    const today = selectClockDoubt(reading, this.today) ?? this.today;
    const window = windowOf(reading, today);
    // First without a drawing: none stands for words that changed, and none is waited for.
    if (!this.window || !showSame(this.window, window)) await this.#writeWindow(window);
    const example = reading.about.example === true;
    await this.#note((entry) => ({ ...entry, names, timeZone, example }));
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

  /** Notes news of the plan beside it, on what this tab or another one noted before. */
  #note(change: (entry: PlanEntry) => PlanEntry): Promise<void> {
    const noted = this.#noting.then(async () => {
      const before = await readEntry(this.#device.vault, this.id);
      if (!before || this.#closed) return;
      const now = change(before);
      if (JSON.stringify(now) !== JSON.stringify(before)) await writeEntry(this.#device.vault, now);
      this.#entry = now;
    });
    this.#noting = noted.catch(() => {});
    return noted;
  }

  /** False once this tab or another one took the plan off this device: nothing of it is written again. */
  async #isHere(): Promise<boolean> {
    return !this.#closed && (await readEntry(this.#device.vault, this.id)) !== undefined;
  }

  async #fold(): Promise<void> {
    for (const store of this.#stores.values()) await (await store.catch(() => undefined))?.fold();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
