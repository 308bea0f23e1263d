import type { AwarenessGate } from './awarenessGate';
import { toText } from '../ledger/bytes';
import { GENEROUS } from './budget';
import type { Link } from './link';
import type { Peer } from './peer';
import type { Budgets, Handshaker, Ways } from './port';
import { Quarantine } from './quarantine';

/** Places that may come to nothing within so many milliseconds; a whole room that is lost at once is less. */
const MOST_CLOSINGS = 12;
const CIRCLE = 5_000;

export interface GroundOptions extends Ways {
  readonly handshaker: Handshaker;
  readonly budgets?: Budgets;
}

/**
 * What all connections of one room have in common; it goes through y-webrtc as `peerOpts`, which hands it to
 * every peer it makes.
 */
export class Ground {
  readonly handshaker: Handshaker;
  readonly ways: Ways;
  readonly budgets: Budgets;
  readonly quarantine = new Quarantine();
  /** This run of the room. */
  readonly run = crypto.getRandomValues(new Uint8Array(8));
  /** Of the lobby y-webrtc carries; absent where there is none. */
  gate: AwarenessGate | undefined;
  /** y-webrtc's places for others: open, tried, or resting. */
  readonly peers = new Set<Peer>();
  /** Connections that are open, one a key. */
  readonly live = new Map<string, Link>();
  /** Told when a connection is open, and of every frame about presence. */
  onLive: (link: Link) => void = () => {};
  onPresence: (key: string, value: Uint8Array) => void = () => {};
  /** A connection began, opened, was lost or could not be made. */
  onChange: (what?: 'lost' | 'unreachable') => void = () => {};
  #count = 0;
  #closings: number[] = [];

  constructor({ handshaker, budgets, iceServers, hidden }: GroundOptions) {
    this.handshaker = handshaker;
    this.ways = { iceServers, hidden };
    this.budgets = budgets ?? GENEROUS;
  }

  /** Which call of this run the next one is. */
  next(): number {
    return ++this.#count;
  }

  /**
   * For how many milliseconds a place that came to nothing now (ms) waits before it is given up: 0, unless so many
   * did of late that something goes round in circles.
   */
  pace(now: number): number {
    this.#closings = [...this.#closings.filter((at) => now - at < CIRCLE), now];
    return this.#closings.length > MOST_CLOSINGS ? 1_000 + Math.random() * 1_000 : 0;
  }

  /** Whether a proven key is let in: a member, and not in quarantine. */
  admits(key: string): boolean {
    return this.handshaker.admits(key) && !this.quarantine.holds(key, performance.now());
  }

  /**
   * Takes in a connection that was just proven. Of two with one key the newer stays: between the same two
   * runs the one that the end with the smaller key began later, so that both ends say the same.
   *
   * @returns false: it is the older one, and has no place
   */
  enter(link: Link): boolean {
    const other = this.live.get(link.remote.key);
    if (other) {
      if (other.remote.run === link.remote.run && this.#place(other) > this.#place(link))
        return false;
      other.end('replaced');
    }
    this.live.set(link.remote.key, link);
    return true;
  }

  leave(link: Link): void {
    if (this.live.get(link.remote.key) === link) this.live.delete(link.remote.key);
  }

  #place({ count, remote }: Link): number {
    return this.handshaker.key < remote.key ? count : remote.count;
  }
}

/** A name for one attempt, by which glare is decided. */
export const newSession = (): string => toText(crypto.getRandomValues(new Uint8Array(9)));
