import type { Circle } from '../../domain/circle/circle';
import type { KnownBody } from '../../domain/circle/record';
import { ok, refuse, type Result } from '../../domain/result';
import { fromText, randomBytes, toText } from '../../ledger/bytes';
import type { Identity } from '../../ledger/identity';
import { encodeInvitation } from '../../ledger/join/invitation';
import { isOver } from '../../ledger/join/isOver';
import { seedKey } from '../../ledger/join/seedKey';
import { StorageError } from '../../vault/port';
import { offerByCode } from '../../peers/pairing';
import type { CircleEntry } from './circleEntry';
import { Doors, type Knock } from './doors';
import type { EngineClient } from './engineClient';
import { attach, deviceOf, type MeetingOptions } from './meeting';
import { decodeAnswer, encodeOffer, refusalOfCode } from './pairingCode';
import type { CodeRefusal, InviteInput, LetIn, OfferByCode, Rights, TogetherRefusal } from './port';

/** Minutes that a code in a room holds, and days that one that is sent does (CIR3). */
const inRoom = 10 * 60_000;
const whenSent = 7 * 24 * 60 * 60_000;

/** The shared plan that somebody is let into, as this device holds it. */
export interface Inside {
  readonly engine: EngineClient;
  readonly identity: Identity;
  readonly entry: () => CircleEntry | undefined;
  /** How this device meets who comes new. */
  readonly ways: () => MeetingOptions;
  readonly write: (body: KnownBody) => Promise<Result<undefined, TogetherRefusal>>;
  readonly change: (change: (entry: CircleEntry) => CircleEntry) => Promise<void>;
  readonly heard: (device: string) => void;
  readonly changed: () => void;
}

/** Inviting and letting in. Its code comes with the first invitation: most who open a shared plan invite nobody. */
export class Inviting {
  readonly #inside: Inside;
  readonly #doors: Doors;
  #links: ReadonlyMap<string, string> = new Map();

  constructor(inside: Inside) {
    this.#inside = inside;
    this.#doors = new Doors(inside.engine, inside.identity, inside.ways, inside.changed);
  }

  /** Who waits at a door now. */
  get knocks(): readonly Knock[] {
    return this.#doors.knocks;
  }

  /** Links of the invitations that this device gave, by id. */
  get links(): ReadonlyMap<string, string> {
    return this.#links;
  }

  /** Opens the doors of the invitations that this device gave. */
  keep(): void {
    this.#doors.keep(this.#inside.entry()?.seeds ?? {});
  }

  /** How this device meets others was changed: the doors are opened anew. */
  again(): Promise<void> {
    return this.#doors.again();
  }

  async readLinks(): Promise<void> {
    const { circle } = this.#inside.engine.status ?? {};
    const links = new Map<string, string>();
    for (const [id, seed] of Object.entries(this.#inside.entry()?.seeds ?? {})) {
      const given = circle?.invitations.get(id);
      if (!given || !circle || isOver(given.until, Date.now())) continue;
      const fragment = await fragmentOf(seed, circle.id, given.until, given.shown, circle);
      links.set(id, `${location.origin}/join/#${fragment}`);
    }
    this.#links = links;
    this.#inside.changed();
  }

  /** Answers the id of the invitation, and what a link to it has behind its `#`. */
  async invite(
    input: InviteInput,
  ): Promise<Result<{ readonly id: string; readonly fragment: string }, TogetherRefusal>> {
    const { engine, write, change } = this.#inside;
    if (!engine.status) return refuse({ kind: 'mayNot' });
    const seed = randomBytes(32);
    const { invitation } = await seedKey(seed);
    const until = new Date(
      Math.floor((Date.now() + (input.shown === 'room' ? inRoom : whenSent)) / 1000) * 1000,
    ).toISOString();
    const { persons, role, household, shown } = input;
    const written = await write({
      type: 'invite',
      invitation,
      role,
      household,
      persons: [...persons],
      until,
      shown,
    });
    if (!written.ok) return written;
    await change((entry) => ({ ...entry, seeds: { ...entry.seeds, [invitation]: toText(seed) } }));
    await this.readLinks();
    // By code they are in one room, and each letter makes it harder to scan.
    const fragment = await fragmentOf(toText(seed), engine.status.circle.id, until, shown, nowhere);
    return ok({ id: invitation, fragment });
  }

  async revoke(invitation: string): Promise<void> {
    const { engine } = this.#inside;
    await engine.call('write', { type: 'revokeInvite', invitation });
    await engine.refresh();
    await this.#forgetSeeds();
  }

  async letIn(id: string, input: LetIn): Promise<Result<undefined, TogetherRefusal>> {
    const knock = this.#doors.knock(id);
    const { engine, entry } = this.#inside;
    if (!knock) return refuse({ kind: 'gone' });
    const { state } = knock.visit;
    // The right words were picked before, and storage did not keep what was written then.
    const isAgain = state.step === 'picked';
    const picked = isAgain ? ok(state.newcomer) : knock.visit.pick(input.set);
    if (!picked.ok)
      return refuse({ kind: picked.refusal === 'wrongWords' ? 'wrongWords' : 'gone' });
    // Before anything is written: with the invitation used up its room would close under them.
    if (!isAgain) this.#doors.hold(knock);
    const { keys, name, request } = picked.value;
    const { persons, role, household } = input;
    const own = engine.status?.circle.devices.get(entry()?.device ?? '');
    const steers = own?.role === 'steer';
    // Whoever does not let others in brings another device of their own, which may do what theirs may.
    const letIn = engine.letIn(
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
    const records = await letIn.catch((cause: unknown) => {
      if (cause instanceof StorageError) throw cause;
      // It has brought as many as it may.
      return undefined;
    });
    if (!records) return refuse({ kind: 'mayNot' });
    const came = this.#handOver(knock, records, input.today);
    // The record of an own device names no invitation that it used up.
    if (!steers) {
      await engine.call('write', { type: 'revokeInvite', invitation: knock.invitation });
      await engine.refresh();
    }
    await this.#forgetSeeds();
    return came;
  }

  notNow(id: string): void {
    this.#doors.knock(id)?.visit.notNow();
  }

  async offerByCode(input: Rights, directly: boolean): Promise<OfferByCode> {
    const { identity, ways, changed } = this.#inside;
    const given = await this.invite({ ...input, shown: 'room' });
    if (!given.ok) throw new Error('This device may not invite');
    const { id, fragment } = given.value;
    const handshaker = {
      scope: id,
      key: identity.keys.sign,
      sign: (bytes: Uint8Array) => identity.sign('peer', bytes),
      admits: () => true,
    };
    const offer = await offerByCode(
      handshaker,
      directly ? { iceServers: [], hidden: false } : ways(),
    );
    return {
      code: await encodeOffer(fragment, offer.code),
      accept: async (text): Promise<Result<undefined, CodeRefusal>> => {
        const answer = await decodeAnswer(text);
        if (!answer.ok) return answer;
        const accepted = await offer.accept(answer.value);
        if (!accepted.ok) return refuse(refusalOfCode(accepted.refusal));
        void accepted.value.then((peer) => {
          if (!this.#attach(peer)) void this.#doors.hear(id, peer);
        }, changed);
        return ok(undefined);
      },
      cancel: () => {
        offer.cancel();
        void this.revoke(id);
      },
    };
  }

  close(): Promise<void> {
    return this.#doors.close();
  }

  #handOver(
    knock: Knock,
    records: readonly Uint8Array[],
    today: string | undefined,
  ): Result<undefined, TogetherRefusal> {
    if (!knock.visit.letIn(records, today).ok) return refuse({ kind: 'gone' });
    this.#attach(knock.peer);
    return ok(undefined);
  }

  /** Whether it is a device of the circle, which goes on as one. */
  #attach(peer: Knock['peer']): boolean {
    const { engine, heard } = this.#inside;
    const device = deviceOf(engine, peer.key);
    if (device !== undefined) attach(engine, device, peer, () => heard(device));
    return device !== undefined;
  }

  /** Seeds of invitations that nobody comes with any more. */
  async #forgetSeeds(): Promise<void> {
    await this.#inside.change(({ seeds, ...entry }) => ({
      ...entry,
      seeds: Object.fromEntries(Object.entries(seeds).filter(([id]) => this.#doors.isOfUse(id))),
    }));
    await this.readLinks();
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
