import { ok, refuse, type Result } from '../../domain/result';
import { fromText, randomBytes, toText } from '../../ledger/bytes';
import { beginCircle } from '../../ledger/beginCircle';
import { identityFrom, type Identity } from '../../ledger/identity';
import { encodeInvitation, isOver } from '../../ledger/join/invitation';
import { seedKey } from '../../ledger/join/seedKey';
import type { Circle } from '../../domain/circle/circle';
import type { KnownBody } from '../../domain/circle/record';
import { StorageError } from '../../vault/port';
import { thisDevice, type Device } from '../device';
import { readDeviceName } from '../deviceName';
import { readFaces } from '../faces';
import { keptOrNot } from '../keptOrNot';
import { documentId } from '../planEntry';
import { comingIn } from './arrive';
import { changeCircle, readCircle, writeCircle, type CircleEntry } from './circleEntry';
import { planOfCircle } from './circleKey';
import { Doors, type Knock } from './doors';
import type { EngineClient } from './engineClient';
import { closeEngine, engineOf } from './engineOf';
import { attach, CircleMeeting, deviceOf } from './meeting';
import { newsFile, readNewsFile } from './newsFile';
import { tellShared } from './onShared';
import { ourKeys } from './ourKeys';
import { placesOf, type Places } from './placesOf';
import { decodeAnswer, encodeOffer, refusalOfCode } from './pairingCode';
import type {
  CodeRefusal,
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
import { copyAlone } from './startAgain';
import type { Signaling } from './signaling';
import { viewOf } from './viewOf';

/** Minutes that a code in a room holds, and days that one that is sent does (CIR3). */
const inRoom = 10 * 60_000;
const whenSent = 7 * 24 * 60 * 60_000;

/** One plan among devices, in one tab. One tab of a device holds the connections (VAU6). */
export class SharedPlan implements Together {
  readonly #planId: string;
  readonly #device: Device;
  readonly #offered: Signaling;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[] = [];
  #entry: CircleEntry | undefined;
  #engine: EngineClient | undefined;
  #identity: Identity | undefined;
  #meeting: CircleMeeting | undefined;
  #doors: Doors | undefined;
  #lead: (() => void) | undefined;
  /** How the others are met since the rooms were built last. */
  #metBy: string | undefined;
  #view: TogetherView | undefined;
  #keysStay = true;
  #closed = false;

  private constructor(planId: string, device: Device, offered: Signaling) {
    this.#planId = planId;
    this.#device = device;
    this.#offered = offered;
  }

  static async open(planId: string, offered: Signaling): Promise<SharedPlan> {
    const plan = new SharedPlan(planId, await thisDevice(), offered);
    await plan.#open();
    return plan;
  }

  get view(): TogetherView {
    return (this.#view ??= viewOf({
      entry: this.#entry,
      status: this.#engine?.status,
      knocks: this.#doors?.knocks ?? [],
      room: this.#meeting?.state,
      shown: this.#meeting?.shown ?? new Set(),
      keysStay: this.#keysStay,
      links: this.#links,
      offered: this.#offered.offered,
      now: Date.now(),
    }));
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async share(): Promise<Result<undefined, TogetherRefusal>> {
    if (this.#entry) return ok(undefined);
    if (!isSecureContext) return refuse({ kind: 'notSecure' });
    if (!this.#device.keeps) return refuse({ kind: 'notKept' });
    const { vault } = this.#device;
    try {
      const identity = await identityFrom(await ourKeys(vault, this.#planId));
      const faces = await readFaces(vault, this.#planId);
      const { log, genesis } = await beginCircle(
        identity,
        {
          plan: this.#planId,
          name: await readDeviceName(),
          persons: faces.people.map(({ id }) => id),
          formerly: [this.#device.id],
        },
        new Date().toISOString(),
      );
      const store = await vault.open(documentId(this.#planId, 'circle'));
      await store.append(new Uint8Array(0), genesis);
      await store.close();
      const entry: CircleEntry = {
        circle: log.id,
        device: identity.device,
        state: 'starting',
        role: 'steer',
        servers: [],
        signaling: [],
        presence: false,
        seeds: {},
        persons: {},
        heard: {},
      };
      await writeCircle(vault, this.#planId, entry);
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
    const given = await this.#invite(input);
    if (!given.ok) return given;
    const found = this.view.invitations.find(({ id }) => id === given.value.id);
    return found ? ok(found) : refuse({ kind: 'mayNot' });
  }

  async revoke(invitation: string): Promise<void> {
    await this.#engine?.call('write', { type: 'revokeInvite', invitation });
    await this.#engine?.refresh();
    await this.#forgetSeeds();
  }

  async letIn(id: string, input: LetIn): Promise<Result<undefined, TogetherRefusal>> {
    const knock = this.#doors?.knock(id);
    const engine = this.#engine;
    if (!knock || !engine) return refuse({ kind: 'gone' });
    const picked = knock.visit.pick(input.set);
    if (!picked.ok)
      return refuse({ kind: picked.refusal === 'wrongWords' ? 'wrongWords' : 'gone' });
    // Before anything is written: with the invitation used up its room would close under them.
    this.#doors?.hold(knock);
    const { keys, name, request } = picked.value;
    const { persons, role, household } = input;
    const own = engine.status?.circle.devices.get(this.#entry?.device ?? '');
    const steers = own?.role === 'steer';
    // Whoever does not let others in brings another device of their own, which may do what theirs may.
    const records = await engine.letIn(
      steers
        ? {
            type: 'admit',
            device: keys,
            name,
            persons: [...persons],
            role,
            household,
            invitation: knock.invitation,
            request,
          }
        : { type: 'addDevice', device: keys, name, role },
    );
    const came = this.#handOver(knock, records, input.today);
    // The record of an own device names no invitation that it used up.
    if (!steers) {
      await engine.call('write', { type: 'revokeInvite', invitation: knock.invitation });
      await engine.refresh();
    }
    await this.#forgetSeeds();
    return came;
  }

  async notNow(id: string): Promise<void> {
    this.#doors?.knock(id)?.visit.notNow();
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
    return this.#engine ? newsFile(this.#engine) : refuse({ kind: 'noKey' });
  }

  async takeIn(file: Blob): Promise<Result<number, TogetherRefusal>> {
    return this.#engine ? readNewsFile(this.#engine, file) : refuse({ kind: 'noKey' });
  }

  async offerByCode(input: Rights, directly: boolean): Promise<OfferByCode> {
    const identity = this.#identity;
    const doors = this.#doors;
    const engine = this.#engine;
    if (!identity || !doors || !engine) throw new Error('This plan is not shared');
    const given = await this.#invite({ ...input, shown: 'room' });
    if (!given.ok) throw new Error('This device may not invite');
    const { id, fragment } = given.value;
    const { offerByCode } = await import('../../peers/pairing');
    const handshaker = {
      scope: id,
      key: identity.keys.sign,
      sign: (bytes: Uint8Array) => identity.sign('peer', bytes),
      admits: () => true,
    };
    const offer = await offerByCode(
      handshaker,
      directly ? { iceServers: [], hidden: false } : this.#ways,
    );
    return {
      code: await encodeOffer(fragment, offer.code),
      accept: async (text): Promise<Result<undefined, CodeRefusal>> => {
        const answer = await decodeAnswer(text);
        if (!answer.ok) return answer;
        const accepted = await offer.accept(answer.value);
        if (!accepted.ok) return refuse(refusalOfCode(accepted.refusal));
        void accepted.value.then(
          (peer) => {
            const device = deviceOf(engine, peer.key);
            if (device === undefined) void doors.hear(id, peer);
            else attach(engine, device, peer, () => this.#heard(device));
          },
          () => this.#changed(),
        );
        return ok(undefined);
      },
      cancel: () => {
        offer.cancel();
        void this.revoke(id);
      },
    };
  }

  async startAgain(): Promise<Result<string, TogetherRefusal>> {
    try {
      await this.close();
      return ok(await copyAlone(this.#planId));
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
    await this.#doors?.close();
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
    this.#doors = new Doors(
      this.#engine,
      this.#identity,
      // Who comes new asks at the place that their app came from.
      () => ({
        ...this.#ways,
        signaling: [...new Set([this.#offered.own, ...this.#meetingOptions.signaling])],
      }),
      () => this.#changed(),
    );
    void this.#leadWhenFree();
    await this.#readLinks();
    this.#changed();
  }

  /** One tab of the device holds the connections; when it goes, the next one does. */
  async #leadWhenFree(): Promise<void> {
    await navigator.locks.request(`meeting/${this.#planId}`, async () => {
      // Whoever was let in gets the plan over the connection that they came by.
      await comingIn(this.#planId);
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
    await this.#doors?.again();
    this.#keepDoors();
  }

  get #places(): Places {
    return placesOf(this.#entry, this.#engine?.status?.circle, this.#offered.offered);
  }

  get #ways() {
    return {
      iceServers: this.#places.servers.map((server) => ({ ...server })),
      hidden: this.#entry?.meeting === 'hidden',
    };
  }

  get #meetingOptions() {
    const chosen = this.#places.signaling;
    return { ...this.#ways, signaling: chosen.length > 0 ? chosen : [this.#offered.own] };
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
    if (this.#lead && this.#entry?.meeting !== undefined) this.#doors?.keep(this.#entry.seeds);
  }

  /** Links of the invitations that this device gave, by id. */
  #links: ReadonlyMap<string, string> = new Map();

  async #readLinks(): Promise<void> {
    const { circle } = this.#engine?.status ?? {};
    const links = new Map<string, string>();
    for (const [id, seed] of Object.entries(this.#entry?.seeds ?? {})) {
      const given = circle?.invitations.get(id);
      if (!given || !circle || isOver(given.until, Date.now())) continue;
      const fragment = await fragmentOf(seed, circle.id, given.until, given.shown, circle);
      links.set(id, `${location.origin}/join/#${fragment}`);
    }
    this.#links = links;
    this.#changed();
  }

  async #invite(
    input: InviteInput,
  ): Promise<Result<{ readonly id: string; readonly fragment: string }, TogetherRefusal>> {
    const engine = this.#engine;
    if (!engine?.status) return refuse({ kind: 'mayNot' });
    const seed = randomBytes(32);
    const { invitation } = await seedKey(seed);
    const until = new Date(
      Math.floor((Date.now() + (input.shown === 'room' ? inRoom : whenSent)) / 1000) * 1000,
    ).toISOString();
    const { persons, role, household, shown } = input;
    const written = await this.#write({
      type: 'invite',
      invitation,
      role,
      household,
      persons: [...persons],
      until,
      shown,
    });
    if (!written.ok) return written;
    await this.#change((entry) => ({
      ...entry,
      seeds: { ...entry.seeds, [invitation]: toText(seed) },
    }));
    await this.#readLinks();
    this.#keepDoors();
    // By code they are in one room, and each letter makes it harder to scan.
    const fragment = await fragmentOf(toText(seed), engine.status.circle.id, until, shown, nowhere);
    return ok({ id: invitation, fragment });
  }

  #handOver(
    knock: Knock,
    records: readonly Uint8Array[],
    today: string | undefined,
  ): Result<undefined, TogetherRefusal> {
    const engine = this.#engine;
    const handed = knock.visit.letIn(records, today);
    if (!handed.ok || !engine) return refuse({ kind: 'gone' });
    const device = deviceOf(engine, knock.peer.key);
    if (device !== undefined) attach(engine, device, knock.peer, () => this.#heard(device));
    return ok(undefined);
  }

  /** Seeds of invitations that nobody comes with any more. */
  async #forgetSeeds(): Promise<void> {
    const doors = this.#doors;
    await this.#change(({ seeds, ...entry }) => ({
      ...entry,
      seeds: Object.fromEntries(Object.entries(seeds).filter(([id]) => doors?.isOfUse(id))),
    }));
    await this.#readLinks();
    this.#keepDoors();
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

const fragmentOf = async (
  seed: string,
  circle: string,
  until: string,
  shown: string,
  { servers, signaling: [signaling = ''] }: Pick<Circle, 'servers' | 'signaling'>,
): Promise<string> => {
  return encodeInvitation({
    seed: fromText(seed) ?? new Uint8Array(32),
    circle,
    until,
    shown: shown === 'room' ? 'room' : 'sent',
    signaling,
    relay: servers.find(({ urls }) => /^turn/i.test(urls)),
  });
};

const nowhere: Pick<Circle, 'servers' | 'signaling'> = { servers: [], signaling: [] };

const withoutOwn = (entry: CircleEntry): CircleEntry => ({
  ...entry,
  servers: [],
  signaling: [],
  ownServers: false,
});
