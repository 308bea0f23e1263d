import { familyPlanKind } from '../../document/familyPlanKind';
import type { Circle } from '../../domain/circle/circle';
import type { CircleId, CirclePart, DeviceId, KnownBody } from '../../domain/circle/record';
import type { Identity } from '../../ledger/identity';
import { Ledger } from '../../ledger/ledger';
import { MemberLog } from '../../ledger/memberLog';
import type { Outcome } from '../../ledger/outcome';
import type { PartLedger } from '../../ledger/partLedger';
import type { SealRefusal } from '../../ledger/sealer';
import { Session, type Pipe, type Standing } from '../../ledger/sync/session';
import {
  StorageError,
  type DocumentStore,
  type StorageTrouble,
  type Vault,
} from '../../vault/port';
import { newChain } from '../newChain';
import { documentId } from '../planEntry';
import { Ahead } from './ahead';
import { NotKept } from './notKept';
import { OwnSealing } from './ownSealing';
import { Readings } from './readings';
import { readUnsealed } from './readUnsealed';
import { replaceKept } from './replaceKept';
import { nowOrLater, Unkept } from './unkept';
import { Weights, type Heavy } from './weights';

/** What the screens are told of a plan among devices. Everything in it can be sent between threads. */
export interface EngineStatus {
  readonly circle: Circle;
  /** What each connected device said of how far it is. */
  readonly standings: ReadonlyMap<DeviceId, Standing>;
  /** The parts that have begun: their start is here, whole, and kept. */
  readonly begun: readonly CirclePart[];
  /** A start that is coming in: pieces here, of how many. */
  readonly coming: { readonly here: number; readonly pieces: number } | undefined;
  /** Changes of this device that no other device has said to have. */
  readonly onlyHere: number;
  /** Changes of this device that could not be sealed: they stay on it. */
  readonly unsealed: number;
  /** Why storage does not keep what comes now; absent: it does. */
  readonly unkept: StorageTrouble | undefined;
  /** Envelopes that wait for something that is not here. */
  readonly waiting: number;
  /** Devices of which no more is taken until a person says so. */
  readonly heavy: ReadonlyMap<DeviceId, Heavy>;
  /** The key to derive the meeting place from; absent while there is none. */
  readonly roomKey: Uint8Array | undefined;
}

/** Where things stand right after somebody was let in: the engine is busy then, sealing what they begin with. */
export interface LetInNow {
  readonly status: EngineStatus;
  /** The log to hand over. */
  readonly records: readonly Uint8Array[];
}

/** A connection to one device of the circle. */
interface Connection {
  readonly device: DeviceId;
  readonly session: Session;
}

const nothing = new Uint8Array(0);
/** So often a device says in vain that it reads something else, and nothing is judged anew for it any more. */
const mostAlarms = 3;
/** How long a change may gather others before it is said what is here, in milliseconds. */
const gather = 150;

/** What can be read from a part, and of which writing. */
const standingIn = async ({ replica }: PartLedger): Promise<string> =>
  `${await replica.reading()} ${[...replica.clocks].join()}`;

/**
 * Keeps one plan in step with other devices, away from the screen: seals what is written here, judges what comes, keeps it,
 * and tells the others. To storage it is one more tab: screens hear of what came as they hear of other tabs (VAU6).
 */
export class Engine {
  readonly #vault: Vault;
  readonly #plan: string;
  readonly #now: () => number;
  readonly #ledger: Ledger;
  readonly #stores = new Map<string, Promise<DocumentStore>>();
  /** Parts whose documents are here, or being read. */
  readonly #parts = new Map<CirclePart, Promise<void>>();
  readonly #connections = new Map<number, Connection>();
  readonly #standings = new Map<DeviceId, Standing>();
  readonly #onStatus: (status: EngineStatus) => void;
  readonly #ahead: Ahead;
  readonly #notKept = new NotKept();
  /** Epochs and starts that are due are made one after another, or two would make the same. */
  #rotating: Promise<unknown> = Promise.resolve();
  readonly #own: OwnSealing;
  readonly #readings: Readings;
  readonly #unkept = new Unkept(() => this.#tell());
  /** From which envelopes a part was judged anew, because others read something else from them. */
  readonly #folded = new Map<CirclePart, string>();
  /** How often the same was read after it was judged anew, by who said to read something else. */
  readonly #falseAlarms = new Map<DeviceId, number>();
  /** Updates that other tabs kept and that are not taken in yet. */
  readonly #toTake = new Set<Uint8Array>();
  readonly #weights: Weights;
  /** Who was let in last. */
  #admitted: string | undefined;
  #closed = false;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #taking: Promise<unknown> = Promise.resolve();

  private constructor(
    vault: Vault,
    plan: string,
    ledger: Ledger,
    onStatus: (status: EngineStatus) => void,
    now: () => number,
    most: number | undefined,
  ) {
    this.#weights = new Weights(most);
    this.#vault = vault;
    this.#ahead = new Ahead(vault, plan);
    this.#plan = plan;
    this.#ledger = ledger;
    this.#readings = new Readings(ledger, () => this.#tell());
    this.#onStatus = onStatus;
    this.#now = now;
    this.#own = new OwnSealing({
      ...{ vault, plan, ledger, notKept: this.#notKept, unkept: this.#unkept },
      store: (part) => this.#store(part),
      ready: (part) => this.#ensureMine(part),
      keep: async (part, start, records, refused) => {
        await this.#unkept.later(this.#keepEnvelopes(part, start), refused);
        await this.#unkept.later(this.#keepRecords(records), refused);
      },
      kept: (part, envelope) => this.#travels(part, envelope),
      at: () => this.#at(),
      onChanged: () => this.#tell(),
    });
  }

  /** Opens what this device keeps of a shared plan. */
  static async open(
    about: {
      readonly vault: Vault;
      readonly plan: string;
      readonly circle: CircleId;
      readonly identity: Identity;
    },
    onStatus: (status: EngineStatus) => void,
    now: () => number = Date.now,
    most?: number,
  ): Promise<Engine> {
    const { vault, plan, circle, identity } = about;
    const log = new MemberLog(circle, identity);
    const ledger = new Ledger({ plan, identity, kind: familyPlanKind }, log);
    const engine = new Engine(vault, plan, ledger, onStatus, now, most);
    const kept: Uint8Array[] = [];
    const store = await engine.#store('circle');
    await store.load(() => {});
    await store.envelopes((records) => kept.push(...records));
    await log.take(kept);
    engine.#followLog(store);
    await engine.#openParts();
    await engine.#ahead.read();
    await engine.#own.sealLeft();
    engine.#tell();
    return engine;
  }

  get status(): EngineStatus {
    const ledger = this.#ledger;
    const begun = ledger.parts.filter(
      (part) => ledger.part(part).isBegun && this.#unkept.isKept(part),
    );
    const coming = ledger.parts.map((part) => ledger.part(part).coming).find((one) => one);
    return {
      circle: ledger.circle,
      standings: new Map(this.#standings),
      begun,
      coming: coming && { here: coming.here, pieces: coming.pieces },
      onlyHere: this.#ahead.count(ledger),
      unsealed: this.#own.left,
      unkept: this.#unkept.trouble,
      waiting: ledger.waiting,
      heavy: this.#weights.heavy,
      roomKey: ledger.roomKey(),
    };
  }

  /** All records of the log, for who comes new. */
  get records(): readonly Uint8Array[] {
    return this.#ledger.log.records();
  }

  /** Seals the present state of the parts that have none yet: the first sharing, and what was begun later (LED5). */
  async begin(): Promise<void> {
    for (const part of this.#ledger.parts)
      if (!this.#ledger.part(part).isBegun) await this.#begin(part);
    await this.#rotate();
    await this.#own.sealLeft();
    this.#tell();
  }

  /** Seals an update of this device; answers the envelope, to be kept together with it. */
  seal(part: CirclePart, chain: string, update: Uint8Array): Promise<Uint8Array | SealRefusal> {
    return this.#own.seal(part, chain, update);
  }

  /** Writes a record of the log. */
  async write(body: KnownBody): Promise<void> {
    await this.#keepRecords([await this.#ledger.write(body, this.#at())]);
    await this.#rotate();
    await this.#openParts();
    this.#tell();
  }

  /** Takes in the log that somebody who lets this device in hands over. */
  async bring(records: readonly Uint8Array[]): Promise<void> {
    await this.#inTurn(() => this.#takeRecords(records));
    this.#tell();
    this.#throwUnkept();
  }

  /** Somebody knocks: what they would begin with is made ready while words are said. */
  prepare(): void {
    this.#ledger.prepareStarts();
  }

  /**
   * Lets a device in: it stands in the log, and every part that it reads gets an epoch that it can open. What it begins with
   * (LED5) is sealed while it makes ready; should this engine end before, the next one does it. Asked again where storage
   * refused, it writes nothing twice.
   */
  async letIn(body: Extract<KnownBody, { type: 'admit' | 'addDevice' }>): Promise<LetInNow> {
    if (this.#admitted === body.device.sign) this.#throwUnkept();
    else {
      const admitted = await this.#ledger.write(body, this.#at());
      this.#admitted = body.device.sign;
      await this.#keepRecords([admitted, ...(await this.#ledger.rotateDue(this.#at()))]);
    }
    const { status, records } = this;
    this.#rotate().catch((cause: unknown) => console.error(cause));
    this.#tell();
    return { status, records };
  }

  /** A connection to a device of the circle stands. */
  connect(id: number, device: DeviceId, pipe: Pipe): void {
    const shared = (): readonly CirclePart[] => {
      const theirs = this.#ledger.partsOf(device);
      return this.#ledger.parts.filter((part) => theirs.includes(part));
    };
    const ledger = this.#ledger;
    const session = new Session(
      pipe,
      {
        get parts() {
          return shared();
        },
        get logHashes() {
          return ledger.log.hashes;
        },
        digests: async () => {
          const parts = Object.fromEntries(
            await Promise.all(
              shared().map(async (part) => [part, await ledger.digest(part)] as const),
            ),
          );
          return this.#unkept.honest({
            log: await ledger.log.digest(),
            parts,
            readings: this.#readings.of(parts),
          });
        },
        records: (but) => ledger.log.records(but),
        heads: (part) => ledger.part(part).heads,
        tips: (part) => ledger.part(part).tips,
        bytes: (part) => ledger.part(part).bytes,
        unlike: (part, heads, tips) => this.#notKept.without(ledger.part(part).unlike(heads, tips)),
        after: async (part, heads) => {
          await this.#rotating;
          return this.#notKept.without(ledger.missing(part, heads, device));
        },
        takeRecords: (records) => this.#inTurn(() => this.#takeRecords(records)),
        takes: () => this.#weights.takes(device),
        takeEnvelopes: (envelopes) => this.#inTurn(() => this.#takeEnvelopes(device, envelopes)),
      },
      (standing) => {
        // Said only of what stayed so after it was judged anew.
        const diverged = standing.diverged.filter(
          (part) => !this.#believes(device) || this.#folded.get(part) === this.#readings.from(part),
        );
        this.#standings.set(device, { ...standing, diverged });
        if (standing.same) {
          void this.#ahead.reached(ledger, shared());
          this.#readings.wanted();
        }
        for (const part of standing.diverged) void this.#inTurn(() => this.#foldOnce(part, device));
        this.#tell();
      },
    );
    this.#connections.set(id, { device, session });
    void session.begin();
    this.#tell();
  }

  /** A message came over a connection. */
  hear(id: number, message: Uint8Array): Promise<void> {
    return this.#connections.get(id)?.session.hear(message) ?? Promise.resolve();
  }

  disconnect(id: number): void {
    const connection = this.#connections.get(id);
    connection?.session.end();
    this.#connections.delete(id);
    if (
      connection &&
      ![...this.#connections.values()].some(({ device }) => device === connection.device)
    )
      this.#standings.delete(connection.device);
    this.#tell();
  }

  /** A person says whether more of a device is taken; said until this engine is closed. */
  takeFrom(device: DeviceId, more: boolean): void {
    this.#weights.say(device, more);
    this.#tell();
    if (more)
      for (const connection of this.#connections.values())
        if (connection.device === device) void connection.session.resume();
  }

  /** All envelopes that are here, as a file carries them. */
  get envelopes(): readonly Uint8Array[] {
    return this.#notKept.without(
      this.#ledger.parts.flatMap((part) => [...this.#ledger.part(part).envelopes.values()]),
    );
  }

  /** Takes in what came by a file. Answers how many envelopes were news. */
  takeIn(records: readonly Uint8Array[], envelopes: readonly Uint8Array[]): Promise<number> {
    return this.#inTurn(async () => {
      await this.#takeRecords(records);
      const outcomes = await this.#ledger.take(envelopes);
      await this.#keepOutcomes(outcomes);
      this.#throwUnkept();
      return outcomes.filter(({ kind }) => kind === 'accepted').length;
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#telling);
    this.#readings.end();
    for (const { session } of this.#connections.values()) session.end();
    await this.#taking.catch(() => {});
    await this.#rotating;
    await Promise.allSettled(
      [...this.#stores.values()].map(async (store) => (await store).close()),
    );
  }

  /** Opens the stores of parts that this device reads now. */
  async #openParts(): Promise<void> {
    await Promise.all(
      this.#ledger.parts.map(async (part) => {
        const opening = this.#parts.get(part) ?? this.#openPart(part);
        this.#parts.set(part, opening);
        await opening.catch((cause: unknown) => {
          this.#parts.delete(part);
          throw cause;
        });
      }),
    );
  }

  async #openPart(part: CirclePart): Promise<void> {
    const store = await this.#store(part);
    const updates: Uint8Array[] = [];
    const envelopes: Uint8Array[] = [];
    const early: Uint8Array[] = [];
    let restored = false;
    store.onArrived((arrived) => {
      for (const { update, envelope } of arrived) {
        if (!envelope) continue;
        if (!restored) early.push(envelope);
        else if (!this.#travels(part, envelope)) {
          this.#toTake.add(update);
          void this.#inTurn(() => this.#ownArrived(part, envelope)).finally(() =>
            this.#toTake.delete(update),
          );
        }
      }
    });
    await store.load((some) => updates.push(...some));
    await store.envelopes((some) => envelopes.push(...some));
    await this.#ledger.restore({ part, envelopes, updates });
    // A start that is sealed now has it in it, and does not stand for it.
    for (const one of await readUnsealed(this.#vault, this.#plan))
      if (one.part === part) this.#own.lengthOf(one);
    restored = true;
    for (const envelope of early) await this.#ownArrived(part, envelope);
    await this.#replace();
  }

  /** Another tab of this device heard of something new in the log. */
  #followLog(store: DocumentStore): void {
    store.onArrived((arrived) => {
      const records = arrived.flatMap(({ envelope }) => (envelope ? [envelope] : []));
      if (records.length > 0) void this.#inTurn(() => this.#takeRecords(records, 'kept'));
    });
  }

  /** Another device reads something else from the same envelopes: judged anew, once, whichever of the two is mistaken (LED6). */
  async #foldOnce(part: CirclePart, device: DeviceId): Promise<void> {
    const digest = await this.#ledger.digest(part);
    if (this.#folded.get(part) === digest || !this.#believes(device)) return;
    const before = this.#ledger.part(part);
    const read = await standingIn(before);
    await this.#ledger.fold(part);
    const now = this.#ledger.part(part);
    if ((await standingIn(now)) === read) {
      // What is kept and shown is no other: it stays.
      now.isAnew = before.isAnew;
      this.#falseAlarms.set(device, (this.#falseAlarms.get(device) ?? 0) + 1);
    }
    this.#readings.forget(part);
    this.#folded.set(part, digest);
    await this.#keepOutcomes([]);
    this.#readings.wanted();
  }

  #believes(device: DeviceId): boolean {
    return (this.#falseAlarms.get(device) ?? 0) < mostAlarms;
  }

  /** What this device keeps is replaced where other things stand now (LED6); what storage refuses is tried again with the next. */
  async #replace(): Promise<void> {
    for (const part of this.#ledger.anew) {
      const about = { vault: this.#vault, plan: this.#plan, ledger: this.#ledger };
      try {
        await replaceKept(about, part, await this.#store(part), () => [...this.#toTake]);
      } catch (cause) {
        console.error(cause);
      }
      this.#tell();
    }
  }

  /** What was sealed here is kept now: it goes to the others at once. False where it was not, or stands elsewhere by now. */
  #travels(part: CirclePart, envelope: Uint8Array): boolean {
    if (this.#notKept.take(envelope) !== this.#ledger.part(part)) return false;
    this.#push(part, [envelope]);
    this.#tell();
    return true;
  }

  /** Another tab of this device kept an envelope: now it may travel. */
  async #ownArrived(part: CirclePart, envelope: Uint8Array): Promise<void> {
    this.#notKept.take(envelope);
    const outcomes = await this.#ledger.take([envelope]);
    // Written where other things stood.
    if (outcomes.some(({ kind }) => kind === 'void')) this.#ledger.part(part).isAnew = true;
    await this.#keepOutcomes([]);
    this.#own.arrived();
    this.#push(part, [envelope]);
    this.#tell();
  }

  #push(part: CirclePart, envelopes: readonly Uint8Array[]): void {
    for (const { device, session } of this.#connections.values())
      if (this.#ledger.partsOf(device).includes(part))
        void session.push({ records: [], envelopes });
  }

  async #takeRecords(records: readonly Uint8Array[], already?: 'kept'): Promise<number> {
    const { news, dropped, outcomes } = await this.#ledger.takeRecords(records);
    if (news.length > 0) {
      if (!already) await nowOrLater(this.#keepRecords(news));
      await this.#openParts();
      await this.#rotate();
    }
    await this.#keepOutcomes(outcomes);
    return dropped;
  }

  async #takeEnvelopes(device: DeviceId, envelopes: readonly Uint8Array[]): Promise<number> {
    // Whoever comes into a plan has said so already.
    const isFirst = !this.#ledger.part('team').isBegun;
    const outcomes = await this.#ledger.take(envelopes);
    const isNews = outcomes.some(({ kind }) => kind !== 'held');
    const size = envelopes.reduce((sum, one) => sum + one.length, 0);
    if (isNews && !isFirst) this.#weights.add(device, size);
    await this.#keepOutcomes(outcomes);
    await this.#rotate();
    return outcomes.filter(({ kind }) => kind === 'dropped').length;
  }

  async #keepOutcomes(outcomes: readonly Outcome[]): Promise<void> {
    const kept = outcomes.flatMap((outcome) =>
      outcome.kind === 'accepted' && !outcome.isKept
        ? [
            this.#unkept.keep(
              outcome.part,
              this.#append(outcome.part, outcome.update ?? nothing, outcome.envelope, 'atOnce'),
            ),
          ]
        : [],
    );
    await Promise.all(kept);
    for (const fork of this.#ledger.log.takeForks())
      await this.#keepRecords([await this.#ledger.write(fork, this.#at())]);
    await this.#replace();
    if (kept.length > 0) this.#tell();
  }

  /** For who waits to hear that all of it is kept. */
  #throwUnkept(): void {
    if (this.#unkept.trouble) throw new StorageError(this.#unkept.trouble);
  }

  async #append(
    part: CirclePart,
    update: Uint8Array,
    envelope: Uint8Array,
    heard: 'durable' | 'atOnce' = 'durable',
  ): Promise<void> {
    await (await this.#store(part)).append(update, envelope, heard);
  }

  /** Envelopes that change nothing here: starts for others. */
  async #keepEnvelopes(part: CirclePart, envelopes: readonly Uint8Array[]): Promise<void> {
    const stands = this.#ledger.part(part);
    for (const envelope of envelopes) this.#notKept.add(envelope, stands);
    const travel = (): void => {
      for (const envelope of envelopes) this.#notKept.take(envelope);
    };
    try {
      await Promise.all(envelopes.map((envelope) => this.#append(part, nothing, envelope)));
      travel();
    } catch (cause) {
      // Storage that is full tries again by itself, and whoever waits for them gets them then; else nobody ever does.
      if (this.#unkept.trouble)
        void this.#unkept.over().then(() => {
          travel();
          this.#push(part, envelopes);
        });
      throw cause;
    }
  }

  async #keepRecords(records: readonly Uint8Array[]): Promise<void> {
    if (records.length === 0) return;
    const store = await this.#store('circle');
    await Promise.all(records.map((record) => store.append(nothing, record)));
    for (const { session } of this.#connections.values())
      void session.push({ records, envelopes: [] });
  }

  #rotate(): Promise<void> {
    const rotated = this.#rotating.then(() => this.#rotateNow());
    this.#rotating = rotated.catch(() => {});
    return rotated;
  }

  async #rotateNow(): Promise<void> {
    await this.#keepRecords(await this.#ledger.rotateDue(this.#at()));
    const due = await this.#ledger.startsDue(newChain, this.#at());
    // All at once: what is sealed and not kept yet is known as that before any of them can fail.
    await Promise.all(
      due.map(async ({ part, envelopes, records }) => {
        await this.#keepEnvelopes(part, envelopes);
        await this.#keepRecords(records);
      }),
    );
  }

  async #begin(part: CirclePart): Promise<void> {
    const { envelopes, records } = await this.#ledger.sealStart(part, newChain(), this.#at());
    await this.#keepEnvelopes(part, envelopes);
    await this.#keepRecords(records);
  }

  /** A steering device says that it speaks for whoever uses it. */
  async #ensureMine(part: CirclePart): Promise<void> {
    if (!part.startsWith('mine/')) return;
    const own = this.#ledger.circle.devices.get(this.#ledger.device);
    const person = part.slice(5);
    if (own && own.role === 'steer' && !own.persons.includes(person)) {
      const { device, role, household } = own;
      const persons = [...own.persons, person];
      await this.write({ type: 'changeRole', device, role, household, persons });
    }
  }

  #store(part: string): Promise<DocumentStore> {
    const known = this.#stores.get(part);
    if (known) return known;
    const store = this.#vault.open(documentId(this.#plan, part));
    this.#stores.set(part, store);
    store.then(
      (opened) => this.#unkept.follow(part, opened),
      () => this.#stores.delete(part),
    );
    return store;
  }

  #inTurn<Value>(task: () => Promise<Value>): Promise<Value> {
    const turn = this.#taking.then(task);
    this.#taking = turn.catch(() => {});
    return turn;
  }

  #at(): string {
    return new Date(this.#now()).toISOString();
  }

  /** Says what is here, to the screen and to the others, a moment later. */
  #tell(): void {
    this.#telling ??= setTimeout(async () => {
      await this.#unkept.settled;
      this.#telling = undefined;
      if (this.#closed) return;
      this.#onStatus(this.status);
      for (const { session } of this.#connections.values()) void session.hello();
    }, gather);
  }
}
