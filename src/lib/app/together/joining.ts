import { encodeCode } from '../../carriers/codeText';
import { circleId } from '../../domain/circle/circleId';
import { ok, refuse, type Result } from '../../domain/result';
import { randomBytes } from '../../ledger/bytes';
import { deriveJoinRoom } from '../../ledger/deriveRoom';
import {
  generateKeys,
  identityFrom,
  type DeviceKeyPairs,
  type Identity,
} from '../../ledger/identity';
import { decodeRecord } from '../../ledger/logRecord';
import { decodeInvitation, type Invitation } from '../../ledger/join/invitation';
import { isLongOver } from '../../ledger/join/isOver';
import { cleanName } from '../../ledger/join/name';
import { askToJoin, type Joining as Asking } from '../../ledger/join/newcomer';
import { seedKey } from '../../ledger/join/seedKey';
import { answerByCode } from '../../peers/pairing';
import type { LivePeer, Room } from '../../peers/port';
import { joinRoom } from '../../peers/room';
import { StorageError, type Vault } from '../../vault/port';
import { thisDevice } from '../device';
import { keptOrNot } from '../keptOrNot';
import { deviceTimeZone, readEntry, writeEntry } from '../planEntry';
import { settings } from '../settings';
import { writeWindow } from '../keptWindow';
import { arrive } from './arrive';
import { changeCircle, readCircle, writeCircle } from './circleEntry';
import { keyName } from './circleKey';
import { comesIn } from './comingIn';
import { closeEngine, engineOf, warmEngine } from './engineOf';
import { forgetKeys } from './forgetKeys';
import { justBegun } from './justBegun';
import { attach, CircleMeeting, deviceOf, holding, type MeetingOptions } from './meeting';
import { decodeOffer, refusalOfCode } from './pairingCode';
import type {
  CodeRefusal,
  Joining,
  JoiningView,
  LinkRefusal,
  Meeting,
  ReadInvitation,
} from './port';
import { hasRoom } from './roomHere';
import { signalingHere, type Signaling } from './signaling';
import { parseTold } from './toldToday';
import { neverMeets, whyNotMet } from './whyNotMet';

/** How long nobody may answer before that is said, in ms. It goes on being tried. */
const patience = 25_000;

/** Who copies only what stands behind the `#i=` of a link has the invitation as well. */
const decoded = (text: string) => decodeInvitation(/^[\w-]{20,}$/.test(text) ? `i=${text}` : text);

/**
 * Reads an invitation from a link, from what stands behind its `#i=`, or from a message with a link in it.
 *
 * @param clock `doubted`: whether it is over is for those inside to say, not for the clock of this device
 */
export const readInvitation = async (
  text: string,
  clock: 'trusted' | 'doubted' = 'trusted',
): Promise<Result<ReadInvitation, LinkRefusal>> => {
  const read = await decoded(text);
  if (!read.ok) return read;
  const { shown, until } = read.value;
  if (clock === 'trusted' && isLongOver(until, Date.now())) return refuse('expired');
  return ok({ text, shown, until });
};

/** Asks to come in: the two meet in a room that the invitation alone leads to. */
export const join = (invitation: ReadInvitation, name: string, meeting: Meeting): Joining => {
  const joining = new JoiningPlan(name, meeting);
  void joining.run(async () => {
    const read = await decoded(invitation.text);
    if (!read.ok) throw new Error(read.refusal);
    return joining.meet(read.value, invitation.text);
  });
  return joining;
};

/** Reads their code of the two, and how this device meets that plan's others, if it is in already and was asked (PEER5). */
export const readOffer = async (
  code: string,
): Promise<Result<{ readonly meeting: Meeting | undefined }, CodeRefusal>> => {
  const read = await decodeOffer(code);
  if (!read.ok) return read;
  const { vault } = await thisDevice();
  const here = await planOf(vault, read.value.invitation.circle);
  const entry = here === undefined ? undefined : await readCircle(vault, here);
  return ok({ meeting: entry?.meeting });
};

/**
 * Asks to come in by the two codes: reads theirs, gives the answer. The two meet directly, whatever `meeting` says of how this
 * device meets all others.
 */
export const joinByCode = async (
  code: string,
  name: string,
  meeting: Meeting,
): Promise<Result<{ readonly answer: string; readonly joining: Joining }, CodeRefusal>> => {
  const read = await decodeOffer(code);
  if (!read.ok) return read;
  const { invitation, offer } = read.value;
  const joining = new JoiningPlan(name, meeting);
  const { vault } = await thisDevice();
  const identity = await joining.identityFor(invitation).catch((cause: unknown) => {
    const why = whyThrown(cause);
    if (why === 'broken') throw cause;
    return why;
  });
  if (typeof identity === 'string') return refuse(identity);
  if (!(await hasRoom(vault))) return refuse('notKept');
  const { invitation: scope } = await seedKey(invitation.seed);
  const answered = await answerByCode(offer, handshaker(scope, identity), {
    iceServers: [],
    hidden: false,
  });
  if (!answered.ok) return refuse(refusalOfCode(answered.refusal));
  const { code: answer, peer, cancel } = answered.value;
  joining.onStop(cancel);
  void joining.run(async () => {
    await joining.takeByCode(await peer, invitation, identity);
  });
  return ok({ answer: await encodeCode(answer), joining });
};

const handshaker = (scope: string, identity: Identity) => ({
  scope,
  key: identity.keys.sign,
  sign: (bytes: Uint8Array) => identity.sign('peer', bytes),
  admits: () => true,
});

/** What whoever lets this device in hands over. */
interface Given {
  readonly records: readonly Uint8Array[];
  readonly today: string | undefined;
}

const later = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** One try of coming into a plan. */
class JoiningPlan implements Joining {
  readonly #name: string;
  readonly #meeting: Meeting;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[] = [];
  #view: JoiningView = { step: 'meeting' };
  #room: Room | undefined;
  #pairs: DeviceKeyPairs | undefined;
  #asking: Asking | undefined;
  /** What could not be kept, once more. */
  #again: (() => Promise<void>) | undefined;
  #ended = false;

  constructor(name: string, meeting: Meeting) {
    this.#name = cleanName(name);
    this.#meeting = meeting;
  }

  get view(): JoiningView {
    return this.#view;
  }

  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onStop(stop: () => void): void {
    this.#stops.push(stop);
  }

  goOn(): void {
    const again = this.#again;
    this.#again = undefined;
    if (!again) return;
    this.#say({ step: 'arriving', done: 0, total: undefined });
    void again();
  }

  stop(): void {
    this.#ended = true;
    this.#asking?.leave();
    void this.#letGo();
  }

  async run(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (cause) {
      console.error(cause);
      this.#over(whyThrown(cause));
    }
  }

  /** Keys for this circle: those it has here already, or new ones, kept once it is let in. */
  async identityFor(invitation: Invitation): Promise<Identity> {
    const { vault, keeps } = await thisDevice();
    if (!keeps) throw new StorageError('refused');
    const here = await planOf(vault, invitation.circle);
    if (here !== undefined) {
      const pairs = await keptPairs(vault, here);
      if (pairs) return identityFrom(pairs);
    }
    this.#pairs ??= await generateKeys();
    return identityFrom(this.#pairs);
  }

  async meet(invitation: Invitation, text: string): Promise<void> {
    const { vault } = await thisDevice();
    const here = await planOf(vault, invitation.circle);
    if (here !== undefined) return this.#over('alreadyHere', here);
    const identity = await this.identityFor(invitation);
    if (!(await hasRoom(vault))) return this.#over('notKept');
    const [secrets, signaling, { invitation: scope }] = await Promise.all([
      deriveJoinRoom(invitation.seed),
      signalingHere(),
      seedKey(invitation.seed),
    ]);
    if (this.#ended) return;
    const room = joinRoom({
      ...secrets,
      ...this.#ways(invitation, signaling),
      handshaker: handshaker(scope, identity),
    });
    this.#room = room;
    const never = neverMeets(room.state);
    if (never) return this.#over(never);
    const calledOff = later(patience, () => {
      if (this.#view.step === 'meeting') this.#over(whyNotMet(room.state, text));
    });
    this.#stops.push(calledOff);
    room.onClosed((why) => {
      if (this.#view.step === 'meeting' && !this.#asking) this.#over(whyOf(why));
    });
    room.onPeer((peer) => this.take(peer, invitation, identity));
  }

  /** The circle's places, as far as the invitation names them and this page may reach them (SEC1), besides the app's own. */
  #ways({ signaling, relay }: Invitation, { own, offered }: Signaling): MeetingOptions {
    return {
      signaling: offered.includes(signaling) ? [own, signaling] : [own],
      iceServers: relay ? [relay] : [],
      hidden: this.#meeting === 'hidden',
    };
  }

  /** Somebody is there over two codes: to let this device in, or another member's device that is already known. */
  async takeByCode(peer: LivePeer, invitation: Invitation, identity: Identity): Promise<void> {
    const { vault } = await thisDevice();
    const planId = await planOf(vault, invitation.circle);
    if (planId === undefined) return this.take(peer, invitation, identity);
    const engine = await engineOf(planId);
    const device = deviceOf(engine, peer.key);
    if (device === undefined) return this.#over('broken');
    attach(engine, device, peer);
    this.#say({ step: 'here', planId });
  }

  /** Somebody inside is there. */
  take(peer: LivePeer, invitation: Invitation, identity: Identity): void {
    if (this.#ended || this.#asking) return;
    const asking = askToJoin(peer, {
      invitation,
      keys: identity.keys,
      name: this.#name,
      language: settings.read().language ?? 'en',
      random: randomBytes,
      later,
    });
    this.#asking = asking;
    asking.onState((state) => {
      switch (state.step) {
        case 'words':
        case 'waiting':
          // Whatever comes of it: the next plan that is opened uses it.
          warmEngine();
          this.#say({ step: 'words', words: state.words });
          return;
        case 'letIn':
          void this.#letIn(holding(peer), invitation, identity, state);
          return;
        case 'over':
          if (state.why === 'gone' && this.#view.step === 'meeting') {
            // Another try finds them again.
            this.#asking = undefined;
            return;
          }
          this.#over(
            state.why === 'notHere' || state.why === 'gone' ? 'unreachable' : whyOf(state.why),
          );
      }
    });
  }

  #letIn(peer: LivePeer, invitation: Invitation, identity: Identity, given: Given): Promise<void> {
    return this.run(() =>
      this.#come(peer, invitation, identity, given).catch((cause: unknown) => {
        if (!(cause instanceof StorageError) || this.#view.step === 'here') throw cause;
        // The invitation is used up: what came by it is held until there is room.
        this.#again = () => this.#letIn(peer, invitation, identity, given);
        this.#say({ step: 'notKept' });
      }),
    );
  }

  /** Let in: what it takes is kept, and the rest comes over the same connection. */
  async #come(
    peer: LivePeer,
    invitation: Invitation,
    identity: Identity,
    { records, today }: Given,
  ): Promise<void> {
    const { vault } = await thisDevice();
    const planId = await planIdIn(records, invitation.circle);
    if (planId === undefined) return this.#over('broken');
    if (await readEntry(vault, planId)) return this.#over('alreadyHere', planId);
    const pairs = this.#pairs;
    if (pairs) {
      // Of a try that came to nothing others may be here.
      await forgetKeys(vault, planId);
      await Promise.all(
        (['sign', 'agree'] as const).map((use) =>
          vault.keyPairs.keep(keyName(planId, use), pairs[use]),
        ),
      );
    }
    await writeCircle(vault, planId, {
      circle: invitation.circle,
      device: identity.device,
      state: 'joining',
      role: 'see',
      household: false,
      meeting: this.#meeting,
      ...justBegun,
    });
    const engine = await engineOf(planId);
    await engine.call('takeRecords', records).catch(async (cause: unknown) => {
      await closeEngine(planId);
      throw cause;
    });
    await engine.refresh();
    const by = deviceOf(engine, peer.key);
    const own = engine.status?.circle.devices.get(identity.device);
    // What was handed over is not the circle of the invitation, or does not let this device in.
    if (by === undefined || !own) {
      await closeEngine(planId);
      return this.#over('broken');
    }
    const { role, household } = own;
    const told = today === undefined ? undefined : parseTold(today);
    await Promise.all([
      changeCircle(vault, planId, (now) => ({ ...now, role, household })),
      // From here on a tab that is killed is followed by the next one that opens the plan.
      writeEntry(vault, {
        id: planId,
        names: [...(told?.names ?? [])],
        example: false,
        openedAt: new Date().toISOString(),
        timeZone: deviceTimeZone(),
        parts: household ? ['team', 'household'] : ['team'],
      }),
    ]);
    this.#say({ step: 'arriving', done: 0, total: undefined });
    attach(engine, by, peer);
    const ways = this.#ways(invitation, await signalingHere());
    let meeting: CircleMeeting | undefined;
    // Should that connection end, the rest comes from whoever of the circle is there; before, all would come twice.
    const stop = peer.onClose(() => {
      meeting = new CircleMeeting(
        engine,
        identity,
        ways,
        () => {},
        () => {},
      );
    });
    const leave = async (): Promise<void> => {
      stop();
      await meeting?.close();
    };
    this.#stops.push(() => void leave());
    const coming = arrive(planId, ({ here, pieces, unkept }) => {
      if (this.#view.step === 'arriving')
        this.#say({ step: 'arriving', done: here, total: pieces || undefined, unkept });
    }).then(leave);
    comesIn(planId, coming);
    if (told && (await keptOrNot(writeWindow(vault, planId, told.window))) === 'saved')
      this.#say({ step: 'here', planId });
    await coming;
    this.#say({ step: 'here', planId });
    // Its room stays until the circle's own is found.
    later(20_000, () => void this.#letGo());
  }

  #over(why: Extract<JoiningView, { step: 'over' }>['why'], planId?: string): void {
    if (this.#view.step === 'over' || this.#view.step === 'here') return;
    this.#say({ step: 'over', why, ...(planId === undefined ? {} : { planId }) });
    void this.#letGo();
  }

  async #letGo(): Promise<void> {
    for (const stop of this.#stops.splice(0)) stop();
    await this.#room?.close();
  }

  #say(view: JoiningView): void {
    this.#view = view;
    for (const listener of this.#listeners) listener();
  }
}

const whyThrown = (cause: unknown): 'notKept' | 'noCrypto' | 'broken' => {
  if (cause instanceof StorageError) return 'notKept';
  return cause instanceof DOMException && cause.name === 'NotSupportedError'
    ? 'noCrypto'
    : 'broken';
};

const whyOf = (why: string): Extract<JoiningView, { step: 'over' }>['why'] =>
  why === 'wrongWords' ||
  why === 'notNow' ||
  why === 'expired' ||
  why === 'revoked' ||
  why === 'used'
    ? why
    : 'broken';

/** The plan of this device that is shared in a circle. */
const planOf = async (vault: Vault, circle: string): Promise<string | undefined> => {
  for (const key of await vault.keys('circles/')) {
    const planId = key.slice('circles/'.length);
    const entry = await readCircle(vault, planId);
    if (entry?.circle === circle && (await readEntry(vault, planId))) return planId;
  }
  return undefined;
};

/** The plan that a circle's first record names. */
const planIdIn = async (
  records: readonly Uint8Array[],
  circle: string,
): Promise<string | undefined> => {
  for (const bytes of records) {
    const decoded = await decodeRecord(bytes);
    if (!decoded.ok) continue;
    const { body, hash } = decoded.value.record;
    if (body.type === 'genesis' && circleId(hash) === circle) return body.plan;
  }
  return undefined;
};

const keptPairs = async (vault: Vault, planId: string): Promise<DeviceKeyPairs | undefined> => {
  const sign = await vault.keyPairs.get(keyName(planId, 'sign'));
  const agree = await vault.keyPairs.get(keyName(planId, 'agree'));
  return sign && agree ? { sign, agree } : undefined;
};
