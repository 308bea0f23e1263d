import { FRAME, type Frame } from './frames';
import type { Ground } from './ground';
import { Link, type LinkEnd } from './link';
import { readSignal, writeSignal, type Signal } from './signal';

type Listener = (...args: readonly unknown[]) => void;

/** What y-webrtc makes a peer from: its own half and the room's `peerOpts`. */
export interface PeerOptions {
  readonly initiator: boolean;
  readonly ground: Ground;
}

/** An end that came by invitation waits so long for the offer, in milliseconds. */
const OFFER = 4_000;
/** How long a place rests at least and at most, in milliseconds. */
const SHORT = 5_000;
const LONG = 60_000;
/** Offers beside an open connection are looked into so seldom, in milliseconds: each costs a call. */
const AGAIN = 1_000;
/** Foul frames about presence until it is enough. */
const FOUL = 3;

/** Ends after which the same end is not tried again at once. */
const RESTED: readonly LinkEnd[] = [
  ...(['broken', 'flood', 'quarantined', 'notAuthentic', 'notAdmitted'] as const),
  ...(['notWelcome', 'ownKey', 'replaced'] as const),
];
/**
 * Stands in for simple-peer under y-webrtc (PEER1): its place for one other end, across as many attempts as it
 * takes. Where both ends offer, the one with the smaller name for its attempt drops it and answers. An attempt
 * that comes while a connection is open takes its place only once it is proven, so nobody is cut off by a forged one.
 */
export class Peer {
  readonly #ground: Ground;
  readonly #listeners = new Map<string, Set<Listener>>();
  #trying: Link | undefined;
  /** The other end's name for the attempt we answer. */
  #answering: string | undefined;
  #live: Link | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rests = false;
  /** When an offer beside the open connection was last looked into. */
  #beside = -Infinity;
  #foul = 0;
  #over = false;
  readonly initiator: boolean;

  constructor({ initiator, ground }: PeerOptions) {
    this.initiator = initiator;
    this.#ground = ground;
    ground.peers.add(this);
    // The offer is made asynchronously: y-webrtc listens by then.
    if (initiator) this.#try('offerer');
    else this.#timer = setTimeout(() => this.#close(), OFFER);
  }

  get isTrying(): boolean {
    return this.#trying !== undefined;
  }

  on(event: string, listener: Listener): this {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return this;
  }

  once(event: string, listener: Listener): this {
    const first: Listener = (...args) => {
      this.off(event, first);
      listener(...args);
    };
    return this.on(event, first);
  }

  off(event: string, listener: Listener): this {
    this.#listeners.get(event)?.delete(listener);
    return this;
  }

  emit(event: string, ...args: readonly unknown[]): boolean {
    const listeners = [...(this.#listeners.get(event) ?? [])];
    for (const listener of listeners) listener(...args);
    return listeners.length > 0;
  }

  /** Something the other end told through the signalling server. Never throws. */
  signal(data: unknown): void {
    const signal = readSignal(data);
    if (!signal || this.#over || this.#rests) return;
    if (signal.half === 'offer') this.#hearOffer(signal);
    else if (this.#trying?.role === 'offerer' && this.#trying.session === signal.to)
      void this.#trying.hear(signal.description);
  }

  /** A frame of y-webrtc: of all of them only this device's own presence leaves. */
  send(frame: Uint8Array): void {
    const out = this.#ground.gate?.out(frame);
    if (out) this.#live?.sendFrame(FRAME.room, out);
  }

  /** The room is done with it, and hears nothing of it any more. */
  destroy(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#ground.peers.delete(this);
    this.#listeners.clear();
    this.#trying?.close();
    this.#live?.close();
  }

  /** Tries again at once, if it was waiting to. */
  wake(): void {
    if (this.#rests) this.#close();
  }

  #hearOffer(signal: Signal): void {
    if (this.#answering === signal.session) {
      void (this.#trying ?? this.#live)?.hear(signal.description);
      return;
    }
    const now = performance.now();
    if (this.#live && now - this.#beside < AGAIN) return;
    if (this.#live) this.#beside = now;
    const trying = this.#trying;
    if (trying?.role === 'offerer' && !trying.isAnswered && trying.session > signal.session) return;
    this.#trying = undefined;
    trying?.close();
    this.#try('answerer', signal);
  }

  #try(role: 'offerer' | 'answerer', offer?: Signal): void {
    clearTimeout(this.#timer);
    this.#answering = offer?.session;
    const link: Link = new Link(
      this.#ground,
      role,
      (description) => {
        const half = offer ? 'answer' : 'offer';
        const told = {
          type: 'lived',
          half,
          session: link.session,
          to: offer?.session ?? '',
        } as const;
        this.emit('signal', writeSignal({ ...told, description }));
      },
      () => this.#opened(link),
      (why, key) => this.#ended(link, why, key),
    );
    this.#trying = link;
    if (offer) void link.hear(offer.description);
    this.#ground.onChange();
  }

  #opened(link: Link): void {
    const before = this.#live;
    this.#live = link;
    this.#trying = undefined;
    before?.close();
    link.onFrame = (frame) => this.#frame(link, frame);
    this.#ground.onLive(link);
    this.emit('connect');
  }

  #ended(link: Link, why: LinkEnd, key: string | undefined): void {
    const wasLive = link === this.#live;
    const wasTried = link === this.#trying;
    if (wasLive) this.#live = undefined;
    if (wasTried) this.#trying = undefined;
    this.#ground.gate?.forget(link);
    if (wasLive || wasTried)
      this.#ground.onChange(
        wasLive ? 'lost' : why === 'unreachable' && link.isAnswered ? why : undefined,
      );
    if (this.#over || this.#live || this.#trying || (!wasLive && !wasTried)) return;
    const now = performance.now();
    if (RESTED.includes(why)) this.#rest(this.#howLong(why, key, now));
    else this.#rest(this.#ground.pace(now));
  }

  #howLong(why: LinkEnd, key: string | undefined, now: number): number {
    // Who does not let us in may do so soon.
    if (why === 'notWelcome') return SHORT;
    const name = key === undefined ? '' : `place ${key}`;
    return Math.min(LONG, this.#ground.quarantine.strike(name, now));
  }

  /** y-webrtc keeps the place meanwhile: nothing that comes for it does anything. */
  #rest(wait: number): void {
    if (wait === 0) return this.#close();
    this.#rests = true;
    this.#timer = setTimeout(() => this.#close(), wait);
  }

  /** Only while nothing is open here, nor tried. */
  #close(): void {
    if (this.#over) return;
    this.#over = true;
    clearTimeout(this.#timer);
    this.#ground.peers.delete(this);
    this.emit('close');
    this.#ground.onChange();
  }

  #frame(link: Link, frame: Frame): void {
    if (frame.kind === FRAME.presence) return this.#ground.onPresence(link.key, frame.bytes);
    const { pass, foul } = this.#ground.gate?.in(frame.bytes, link) ?? { foul: false };
    if (foul && ++this.#foul >= FOUL) return link.quarantine();
    if (pass) this.emit('data', pass);
  }
}
