import type { KnownBody } from '../../domain/circle/record';
import { ok, refuse, type Result } from '../../domain/result';
import { identityFrom, type Identity } from '../../ledger/identity';
import { isOfUse } from '../../ledger/join/isOver';
import { StorageError } from '../../vault/port';
import { thisDevice, type Device } from '../device';
import { keptOrNot } from '../keptOrNot';
import { changeCircle, readCircle, type CircleEntry } from './circleEntry';
import { planOfCircle } from './circleKey';
import { comingIn } from './comingIn';
import type { EngineClient } from './engineClient';
import { closeEngine, engineOf } from './engineOf';
import type { Inviting } from './inviting';
import { CircleMeeting } from './meeting';
import { tellShared } from './onShared';
import { ourKeys } from './ourKeys';
import { placesOf, type Places } from './placesOf';
import type {
  InvitationView,
  InviteInput,
  LetIn,
  Meeting,
  OfferByCode,
  Rights,
  Server,
  Together,
  TogetherRefusal,
  TogetherView,
} from './port';
import { ownSignaling, type Signaling } from './signaling';
import { viewOf } from './viewOf';

/** What a person does seldom comes when it is done. */
const acts = () => import('./acts');

/** One plan among devices, in one tab. One tab of a device holds the connections (VAU6). */
export class SharedPlan implements Together {
  readonly #planId: string;
  readonly #device: Device;
  readonly #own = ownSignaling();
  /** What the app's server lets it use besides; absent until it said so, and nobody is met before. */
  #offered: readonly string[] | undefined;
  readonly #asked: Promise<void>;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[] = [];
  #entry: CircleEntry | undefined;
  #engine: EngineClient | undefined;
  #identity: Identity | undefined;
  #meeting: CircleMeeting | undefined;
  #inviting: Inviting | undefined;
  #lead: (() => void) | undefined;
  /** How the others are met since the rooms were built last. */
  #metBy: string | undefined;
  #view: TogetherView | undefined;
  #keysStay = true;
  #closed = false;

  private constructor(planId: string, device: Device, signaling: Promise<Signaling>) {
    this.#planId = planId;
    this.#device = device;
    this.#asked = signaling.then(({ offered }) => {
      this.#offered = offered;
      this.#changed();
    });
  }

  static async open(planId: string, signaling: Promise<Signaling>): Promise<SharedPlan> {
    const plan = new SharedPlan(planId, await thisDevice(), signaling);
    await plan.#open();
    return plan;
  }

  get view(): TogetherView {
    return (this.#view ??= viewOf({
      entry: this.#entry,
      status: this.#engine?.status,
      knocks: this.#inviting?.knocks ?? [],
      room: this.#meeting?.state,
      shown: this.#meeting?.shown ?? new Set(),
      keysStay: this.#keysStay,
      links: this.#inviting?.links ?? new Map(),
      offered: this.#offered,
      now: Date.now(),
    }));
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  getReady(): void {
    acts().catch((cause: unknown) => console.error(cause));
  }

  async share(): Promise<Result<undefined, TogetherRefusal>> {
    if (this.#entry) return ok(undefined);
    if (!isSecureContext) return refuse({ kind: 'notSecure' });
    if (!this.#device.keeps) return refuse({ kind: 'notKept' });
    try {
      const { beginSharing } = await acts();
      await beginSharing(this.#device, this.#planId);
      await tellShared(this.#planId);
      await this.#open();
      return ok(undefined);
    } catch (cause) {
      if (cause instanceof StorageError) return refuse({ kind: 'notKept' });
      if (cause instanceof DOMException) return refuse({ kind: 'noCrypto' });
      throw cause;
    }
  }

  async chooseMeeting(meeting: Meeting): Promise<void> {
    await this.#change((entry) => ({ ...entry, meeting }));
  }

  async setServers(
    servers: readonly Server[],
    signaling: readonly string[],
    whose: 'all' | 'device',
  ): Promise<Result<undefined, TogetherRefusal>> {
    const set = { servers: servers.map((server) => ({ ...server })), signaling: [...signaling] };
    if (whose === 'all') {
      const written = await this.#write({ type: 'setServers', ...set });
      if (!written.ok) return written;
    }
    await this.#change((entry) =>
      whose === 'all' ? withoutOwn(entry) : { ...entry, ...set, ownServers: true },
    );
    return ok(undefined);
  }

  async serversOfAll(): Promise<void> {
    await this.#change(withoutOwn);
  }

  async setPresence(on: boolean): Promise<void> {
    await this.#change((entry) => ({ ...entry, presence: on }));
    this.#meeting?.show(on);
  }

  async invite(input: InviteInput): Promise<Result<InvitationView, TogetherRefusal>> {
    const given = await (await this.#toInvite())?.invite(input);
    if (!given) return refuse({ kind: 'mayNot' });
    if (!given.ok) return given;
    const found = this.view.invitations.find(({ id }) => id === given.value.id);
    return found ? ok(found) : refuse({ kind: 'mayNot' });
  }

  async revoke(invitation: string): Promise<void> {
    await (await this.#toInvite())?.revoke(invitation);
  }

  async letIn(id: string, input: LetIn): Promise<Result<undefined, TogetherRefusal>> {
    return this.#inviting?.letIn(id, input) ?? refuse({ kind: 'gone' });
  }

  async notNow(id: string): Promise<void> {
    this.#inviting?.notNow(id);
  }

  async changeRole(device: string, input: Rights): Promise<Result<undefined, TogetherRefusal>> {
    const { persons, role, household } = input;
    return this.#write({
      type: 'changeRole',
      device,
      role,
      household,
      persons: [...persons],
    });
  }

  /** Writes a record of the log, and waits until the circle is as it says. */
  async #write(body: KnownBody): Promise<Result<undefined, TogetherRefusal>> {
    try {
      await this.#engine?.call('write', body);
      await this.#engine?.refresh();
      return ok(undefined);
    } catch (cause) {
      return refuse({ kind: cause instanceof StorageError ? 'notKept' : 'mayNot' });
    }
  }

  async takeFrom(device: string, more: boolean): Promise<void> {
    await this.#engine?.call('takeFrom', device, more);
    await this.#engine?.refresh();
  }

  async whatsNew(): Promise<Result<Blob, TogetherRefusal>> {
    if (!this.#engine) return refuse({ kind: 'noKey' });
    const { newsFile } = await acts();
    return newsFile(this.#engine);
  }

  async takeIn(file: Blob): Promise<Result<number, TogetherRefusal>> {
    if (!this.#engine) return refuse({ kind: 'noKey' });
    const { readNewsFile } = await acts();
    return readNewsFile(this.#engine, file);
  }

  async offerByCode(input: Rights, directly: boolean): Promise<OfferByCode> {
    const inviting = await this.#toInvite();
    if (!inviting) throw new Error('This plan is not shared');
    return inviting.offerByCode(input, directly);
  }

  async startAgain(): Promise<Result<string, TogetherRefusal>> {
    const { copyAlone, removePlan } = await acts();
    try {
      // What it takes is kept before anything is let go of: where there is no room for it, all stays as it was.
      const copy = await copyAlone(this.#planId);
      await this.close();
      // Cut short, it is ended when the app opens next.
      await keptOrNot(removePlan(this.#planId));
      return ok(copy);
    } catch (cause) {
      if (cause instanceof StorageError) return refuse({ kind: 'notKept' });
      throw cause;
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const stop of this.#stops) stop();
    this.#lead?.();
    await this.#meeting?.close();
    await this.#inviting?.close();
    if (!comingIn(this.#planId)) await closeEngine(this.#planId);
  }

  async #open(): Promise<void> {
    const { vault } = this.#device;
    this.#entry = await readCircle(vault, this.#planId);
    if (this.#stops.length === 0)
      this.#stops.push(
        vault.onChanged((key) => {
          if (planOfCircle(key) === this.#planId) void this.#reread();
        }),
      );
    if (!this.#entry || this.#engine) return;
    this.#identity = await identityFrom(await ourKeys(vault, this.#planId));
    this.#keysStay = (await vault.state()).sealed;
    this.#engine = await engineOf(this.#planId);
    this.#stops.push(
      this.#engine.onStatus(() => {
        void this.#followWays();
        this.#changed();
      }),
    );
    this.#entry = await readCircle(vault, this.#planId);
    void this.#leadWhenFree();
    if (this.#hasInvited) await (await this.#toInvite())?.readLinks();
    this.#changed();
  }

  /** One tab of the device holds the connections; when it goes, the next one does. */
  async #leadWhenFree(): Promise<void> {
    await navigator.locks.request(`meeting/${this.#planId}`, async () => {
      // Whoever was let in gets the plan over the connection that they came by.
      await comingIn(this.#planId);
      await this.#asked;
      if (this.#closed) return;
      const over = new Promise<void>((release) => {
        this.#lead = release;
      });
      await this.#meetAnew();
      await over;
    });
  }

  async #meetAnew(): Promise<void> {
    // Another tab holds the connections.
    if (!this.#lead) return;
    this.#metBy = this.#waysNow;
    await this.#meeting?.close();
    this.#meeting = undefined;
    const { meeting } = this.#entry ?? {};
    if (!this.#engine || !this.#identity || meeting === undefined || this.#closed) return;
    this.#meeting = new CircleMeeting(
      this.#engine,
      this.#identity,
      this.#meetingOptions,
      () => this.#changed(),
      (device) => this.#heard(device),
    );
    this.#meeting.show(this.#entry?.presence === true);
    await this.#inviting?.again();
    this.#keepDoors();
  }

  get #places(): Places {
    return placesOf(this.#entry, this.#engine?.status?.circle, this.#offered ?? []);
  }

  get #ways() {
    return {
      iceServers: this.#places.servers.map((server) => ({ ...server })),
      hidden: this.#entry?.meeting === 'hidden',
    };
  }

  get #meetingOptions() {
    const chosen = this.#places.signaling;
    return { ...this.#ways, signaling: chosen.length > 0 ? chosen : [this.#own] };
  }

  /** How this device meets the others was changed, here or for all: the rooms are built anew. */
  async #followWays(): Promise<void> {
    if (this.#metBy === this.#waysNow) this.#keepDoors();
    else await this.#meetAnew();
  }

  get #waysNow(): string {
    return JSON.stringify([this.#entry?.meeting, this.#meetingOptions]);
  }

  #keepDoors(): void {
    if (!this.#lead || this.#closed || this.#entry?.meeting === undefined) return;
    if (this.#inviting) this.#inviting.keep();
    else if (this.#hasInvited)
      void this.#toInvite().then(
        () => this.#keepDoors(),
        (cause: unknown) => console.error(cause),
      );
  }

  /** This device gave invitations with which somebody may still come. */
  get #hasInvited(): boolean {
    const invitations = this.#engine?.status?.circle.invitations;
    return Object.keys(this.#entry?.seeds ?? {}).some((id) => {
      const given = invitations?.get(id);
      return given !== undefined && isOfUse(given.until, Date.now());
    });
  }

  /** Inviting and letting in; absent for a plan that is not shared. */
  async #toInvite(): Promise<Inviting | undefined> {
    const [engine, identity] = [this.#engine, this.#identity];
    if (!engine || !identity) return undefined;
    const { Inviting: Here } = await acts();
    this.#inviting ??= new Here({
      engine,
      identity,
      entry: () => this.#entry,
      // Who comes new asks at the place that their app came from.
      ways: () => ({
        ...this.#ways,
        signaling: [...new Set([this.#own, ...this.#meetingOptions.signaling])],
      }),
      write: (body) => this.#write(body),
      change: (change) => this.#change(change),
      heard: (device) => this.#heard(device),
      changed: () => this.#changed(),
    });
    return this.#inviting;
  }

  #heard(device: string): void {
    const now = new Date().toISOString();
    const before = this.#entry?.heard[device] ?? '';
    // A minute more or less is nothing that anybody is told.
    if (before.slice(0, 16) === now.slice(0, 16)) return;
    // Nothing is lost with it, and the next message notes it as well.
    void keptOrNot(
      this.#change((entry) => ({ ...entry, heard: { ...entry.heard, [device]: now } })),
    );
  }

  async #change(change: (entry: CircleEntry) => CircleEntry): Promise<void> {
    await changeCircle(this.#device.vault, this.#planId, change);
    await this.#reread();
  }

  async #reread(): Promise<void> {
    const had = this.#entry;
    this.#entry = await readCircle(this.#device.vault, this.#planId);
    if (!had && this.#entry) await this.#open();
    else await this.#followWays();
    this.#changed();
  }

  /** What other places of the app want to know without the log. */
  async #noteCircle(): Promise<void> {
    const entry = this.#entry;
    const devices = this.#engine?.status?.circle.devices;
    const own = devices?.get(entry?.device ?? '');
    if (!entry || !devices || !own || entry.state !== 'shared') return;
    const persons = Object.fromEntries([...devices].map(([id, one]) => [id, [...one.persons]]));
    const { role, household } = own;
    const news =
      role !== entry.role ||
      household !== (entry.household ?? true) ||
      JSON.stringify(persons) !== JSON.stringify(entry.persons);
    if (news) await keptOrNot(this.#change((now) => ({ ...now, role, household, persons })));
  }

  #changed(): void {
    this.#view = undefined;
    void this.#noteCircle();
    for (const listener of this.#listeners) listener();
  }
}

const withoutOwn = (entry: CircleEntry): CircleEntry => ({
  ...entry,
  servers: [],
  signaling: [],
  ownServers: false,
});
