import { fromText, randomBytes } from '../../ledger/bytes';
import { deriveJoinRoom } from '../../ledger/deriveRoom';
import type { Identity } from '../../ledger/identity';
import { keepDoor, type Standing, type Visit } from '../../ledger/join/insider';
import { isOfUse, isOver } from '../../ledger/join/isOver';
import { keepClosed } from '../../peers/closedDoors';
import type { LivePeer, Room } from '../../peers/port';
import { joinRoom } from '../../peers/room';
import type { EngineClient } from './engineClient';
import type { MeetingOptions } from './meeting';

/** Of how many invitations that hold no more somebody who comes with one is told what became of it. */
const mostClosed = 16;

/** Somebody at a door, and over which connection. */
export interface Knock {
  readonly id: string;
  readonly invitation: string;
  readonly visit: Visit;
  readonly peer: LivePeer;
}

const later = (ms: number, run: () => void): (() => void) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * The doors that this device keeps: one for each invitation that it gave and that still holds (CIR3). At those that hold no
 * more it says why.
 */
export class Doors {
  readonly #engine: EngineClient;
  readonly #identity: Identity;
  readonly #options: () => MeetingOptions;
  readonly #onChanged: () => void;
  readonly #rooms = new Map<string, Promise<Room>>();
  readonly #knocks = new Map<string, Knock>();
  /** Invitations over whose room somebody who was let in still gets what they need. */
  readonly #held = new Map<string, number>();
  /** Everybody who came and did not go. */
  readonly #peers = new Set<LivePeer>();
  #ended = false;
  #seeds: Readonly<Record<string, string>> = {};
  /** What is said at closed doors, and how to stop saying it. */
  #closed = '';
  #stopClosed: Promise<() => void> | undefined;
  readonly #hearers = new Map<string, ReturnType<typeof keepDoor>>();

  constructor(
    engine: EngineClient,
    identity: Identity,
    options: () => MeetingOptions,
    onChanged: () => void,
  ) {
    this.#engine = engine;
    this.#identity = identity;
    this.#options = options;
    this.#onChanged = onChanged;
  }

  /** Who waits now. */
  get knocks(): readonly Knock[] {
    return [...this.#knocks.values()];
  }

  knock(id: string): Knock | undefined {
    return this.#knocks.get(id);
  }

  /** Opens the doors of these invitations, by id with their seeds, and closes all others. */
  keep(seeds: Readonly<Record<string, string>>): void {
    if (this.#ended) return;
    this.#seeds = seeds;
    for (const [invitation, seed] of Object.entries(seeds)) {
      if (this.#rooms.has(invitation) || !this.#standing(invitation).ok) continue;
      this.#rooms.set(invitation, this.#open(invitation, seed));
    }
    for (const [invitation, room] of this.#rooms) {
      if (this.#held.has(invitation)) continue;
      if (invitation in seeds && this.#standing(invitation).ok) continue;
      this.#rooms.delete(invitation);
      void room.then((one) => one.close());
    }
    this.#sayClosed();
  }

  /** Whether a seed is still of use: for who is let in with it, or for who is told why not. */
  isOfUse(invitation: string): boolean {
    const given = this.#engine.status?.circle.invitations.get(invitation);
    return given !== undefined && isOfUse(given.until, Date.now());
  }

  #sayClosed(): void {
    const closed = Object.entries(this.#seeds).flatMap(([invitation, seed]) => {
      const standing = this.#standing(invitation);
      const isClosed = !standing.ok && !this.#rooms.has(invitation) && this.isOfUse(invitation);
      return isClosed ? [{ seed, why: standing.refusal }] : [];
    });
    const newest = closed.slice(-mostClosed);
    if (JSON.stringify(newest) === this.#closed) return;
    this.#closed = JSON.stringify(newest);
    void this.#stopClosed?.then((stop) => stop());
    this.#stopClosed = newest.length > 0 ? this.#tellClosed(newest) : undefined;
  }

  async #tellClosed(
    closed: readonly { readonly seed: string; readonly why: string }[],
  ): Promise<() => void> {
    const doors = await Promise.all(
      closed.map(async ({ seed, why }) => ({
        ...(await deriveJoinRoom(fromText(seed) ?? new Uint8Array(0))),
        why,
      })),
    );
    return keepClosed(this.#options().signaling, doors);
  }

  /** How this device meets others was changed: the doors are opened anew. */
  async again(): Promise<void> {
    const rooms = [...this.#rooms.values()];
    this.#rooms.clear();
    await Promise.all(rooms.map(async (room) => (await room).close()));
    this.#closed = '';
    this.keep(this.#seeds);
  }

  /** Who was let in goes on over the same connection: its room stays until they leave it. */
  hold({ invitation, peer }: Knock): void {
    this.#held.set(invitation, (this.#held.get(invitation) ?? 0) + 1);
    peer.onClose(() => {
      const left = (this.#held.get(invitation) ?? 1) - 1;
      if (left > 0) this.#held.set(invitation, left);
      else this.#held.delete(invitation);
      this.keep(this.#seeds);
    });
  }

  /** Somebody came by the two codes, with an invitation of this device. */
  async hear(invitation: string, peer: LivePeer): Promise<void> {
    if (this.#ended) return peer.close();
    this.#peers.add(peer);
    peer.onClose(() => this.#peers.delete(peer));
    const door = this.#doorOf(invitation);
    const visit = door.hear(peer);
    const id = `${invitation} ${peer.key} ${String(randomBytes(4))}`;
    visit.onState((state) => {
      if (state.step === 'pick') {
        this.#knocks.set(id, { id, invitation, visit, peer });
        this.#engine.call('prepare').catch((cause: unknown) => console.error(cause));
      }
      if (state.step === 'over' || state.step === 'letIn') this.#knocks.delete(id);
      this.#onChanged();
    });
  }

  /** For good: nobody is heard any more, also who was let in and goes on over the same connection. */
  async close(): Promise<void> {
    this.#ended = true;
    for (const peer of this.#peers) peer.close();
    void this.#stopClosed?.then((stop) => stop());
    await Promise.all([...this.#rooms.values()].map(async (room) => (await room).close()));
    this.#rooms.clear();
  }

  #doorOf(invitation: string): ReturnType<typeof keepDoor> {
    const known = this.#hearers.get(invitation);
    if (known) return known;
    const { circle } = this.#engine.status ?? {};
    const door = keepDoor({
      invitation,
      circle: circle?.id ?? '',
      plan: circle?.plan ?? '',
      keys: this.#identity.keys,
      standing: () => this.#standing(invitation),
      now: Date.now,
      random: randomBytes,
      later,
    });
    this.#hearers.set(invitation, door);
    return door;
  }

  #standing(invitation: string): Standing {
    const given = this.#engine.status?.circle.invitations.get(invitation);
    if (!given) return { ok: false, refusal: 'notHere' };
    if (given.revoked) return { ok: false, refusal: 'revoked' };
    if (given.admitted.length > 0) return { ok: false, refusal: 'used' };
    if (isOver(given.until, Date.now())) return { ok: false, refusal: 'expired' };
    return { ok: true, value: { role: given.role, household: given.household } };
  }

  async #open(invitation: string, seed: string): Promise<Room> {
    const secrets = await deriveJoinRoom(fromText(seed) ?? new Uint8Array(0));
    const room = joinRoom({
      ...this.#options(),
      ...secrets,
      handshaker: {
        scope: invitation,
        key: this.#identity.keys.sign,
        sign: (bytes) => this.#identity.sign('peer', bytes),
        admits: () => true,
      },
    });
    room.onPeer((peer) => void this.hear(invitation, peer));
    room.onState(this.#onChanged);
    return room;
  }
}
