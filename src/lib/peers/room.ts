import { WebrtcProvider } from 'y-webrtc';
import * as Y from 'yjs';
import { followAnswers, isAnswering } from './answering';
import { AwarenessGate } from './awarenessGate';
import { FRAME } from './frames';
import { Ground } from './ground';
import type { Link } from './link';
import type { LivePeer, Room, RoomOptions, RoomState } from './port';
import { RoomPresence } from './presence';
import { guardConnection, guardRoom, probe, type SignalingConnection } from './signalingGuard';
import { impossible } from './ways';

/** Milliseconds from a loss to the next provider: not all devices of a room in the same instant. */
const SOON = () => 200 + Math.random() * 1500;
/** Alone for so long, though a server is there: an announcement may have been lost. */
const ALONE = () => 30_000 + Math.random() * 30_000;
/** How long an attempt that is under way may hold up a new provider. */
const GRACE = 3_000;
/** How long a signalling server may take to answer. */
const ANSWER = 2_000;
/** How long no server may say anything of use before it is said, in ms; each goes on being tried. */
const SILENT = 10_000;
/** Attempts that came to nothing until the network is said to block them. */
const BLOCKED = 2;
/** More devices than a circle has; past it nobody new gets a place. */
const MOST_PLACES = 64;

/** One life of y-webrtc in a topic. */
interface Provider {
  readonly provider: WebrtcProvider;
  readonly doc: Y.Doc;
  readonly connections: readonly SignalingConnection[];
  readonly unguard: readonly (() => void)[];
  /** The topic is free for the next. */
  readonly release: () => void;
  readonly since: number;
}

/** y-webrtc throws at a second provider for a topic: each waits until the one before is gone, also another room's. */
const topics = new Map<string, Promise<void>>();

/**
 * Joins the room of a topic: y-webrtc with an empty lobby document finds the others, our peers prove them (PEER1,
 * PEER2). After any loss it is built anew, with a new peer id. Never throws and never gives up; what stands in the
 * way is in `state`.
 */
export const joinRoom = (options: RoomOptions): Room => new SupervisedRoom(options);

/**
 * The supervisor. Long, because all that can make it build anew meets here, and has to know of one another.
 */
class SupervisedRoom implements Room {
  readonly #options: RoomOptions;
  readonly #ground: Ground;
  readonly #listeners = new Set<(peer: LivePeer) => void>();
  readonly #watching = new Set<() => void>();
  readonly #hearers = new Set<(why: string) => void>();
  readonly presence: RoomPresence;
  readonly #off = new AbortController();
  #provider: Provider | undefined;
  #building: Promise<void> | undefined;
  #again: ReturnType<typeof setTimeout> | undefined;
  #failed = 0;
  /** Runs while no server answers. */
  #doubt: ReturnType<typeof setTimeout> | undefined;
  #silent = false;
  #state: RoomState = { signaling: 'connecting', peers: 0, trying: 0 };
  #possible = true;
  #closed: Promise<void> | undefined;
  /** Resolves when it is to be closed. */
  readonly #closing: Promise<void>;
  #close: () => void = () => {};

  constructor(options: RoomOptions) {
    this.#options = options;
    this.#ground = new Ground(options);
    this.presence = new RoomPresence((value) => {
      for (const link of this.#ground.live.values()) link.sendFrame(FRAME.presence, value);
    });
    this.#closing = new Promise((resolve) => (this.#close = resolve));
    const trouble = impossible(options);
    if (trouble) {
      this.#possible = false;
      this.#state = { ...this.#state, signaling: 'unreachable', trouble };
      return;
    }
    this.#ground.onLive = (link) => this.#opened(link);
    this.#ground.onPresence = (key, value) => this.presence.hear(key, value);
    this.#ground.onChange = (what) => this.#changed(what);
    this.#watchPage();
    void this.#build();
  }

  get state(): RoomState {
    return this.#state;
  }

  onPeer(listener: (peer: LivePeer) => void): () => void {
    this.#listeners.add(listener);
    for (const link of [...this.#ground.live.values()]) listener(link);
    return () => this.#listeners.delete(listener);
  }

  onState(listener: () => void): () => void {
    this.#watching.add(listener);
    return () => this.#watching.delete(listener);
  }

  onClosed(listener: (why: string) => void): () => void {
    this.#hearers.add(listener);
    return () => this.#hearers.delete(listener);
  }

  wake(): void {
    if (this.#closed || !this.#possible) return;
    for (const link of this.#ground.live.values()) link.ask();
    for (const connection of this.#provider?.connections ?? []) probe(connection, ANSWER);
    if (this.#ground.live.size === 0) this.#schedule(0);
    else for (const peer of [...this.#ground.peers]) peer.wake();
  }

  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    clearTimeout(this.#again);
    clearTimeout(this.#doubt);
    this.#off.abort();
    this.#close();
    await this.#building;
    await this.#takeDown();
    this.#listeners.clear();
    this.#watching.clear();
    this.#hearers.clear();
  }

  #watchPage(): void {
    const wake = () => this.wake();
    const { signal } = this.#off;
    const wakeIfSeen = () => {
      if (document.visibilityState === 'visible') wake();
    };
    addEventListener('online', wake, { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && wake(), { signal });
    document.addEventListener('visibilitychange', wakeIfSeen, { signal });
    document.addEventListener('resume', wake, { signal });
    // y-webrtc leaves its rooms here; the page may stay nevertheless.
    addEventListener('beforeunload', () => this.#schedule(SOON()), { signal });
    const { connection } = navigator as Navigator & { connection?: EventTarget };
    connection?.addEventListener('change', wake, { signal });
  }

  /** Builds the provider anew after so many milliseconds, unless somebody is there by then. */
  #schedule(wait: number): void {
    if (this.#closed) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#retry(), wait);
  }

  #retry(): void {
    if (this.#ground.live.size > 0 || this.#closed) return;
    const { since = 0 } = this.#provider ?? {};
    const young = performance.now() - since < GRACE;
    if (young && this.#trying() > 0) this.#schedule(GRACE / 2);
    else void this.#build();
  }

  #build(): Promise<void> {
    this.#building ??= this.#rebuild().finally(() => (this.#building = undefined));
    return this.#building;
  }

  async #rebuild(): Promise<void> {
    const { topic, password, signaling } = this.#options;
    await this.#takeDown();
    while (topics.has(topic) && !this.#closed)
      await Promise.race([topics.get(topic), this.#closing]);
    if (this.#closed) return;
    let release = () => {};
    topics.set(topic, new Promise((resolve) => (release = resolve)));
    const doc = new Y.Doc();
    this.#ground.gate = new AwarenessGate(doc.clientID);
    const provider = new WebrtcProvider(topic, doc, {
      signaling: [...signaling],
      password,
      peerOpts: { ground: this.#ground },
    });
    const connections = provider.signalingConns as SignalingConnection[];
    const unguard = guardRoom(topic, {
      key: provider.key,
      hasRoomFor: (peerId) => {
        const places = provider.room?.webrtcConns;
        return places !== undefined && (places.has(peerId) || places.size < MOST_PLACES);
      },
      onClosed: (why) => {
        for (const listener of this.#hearers) listener(why);
      },
    });
    const watched = connections.map((connection) => this.#attend(connection));
    const since = performance.now();
    this.#provider = { provider, doc, connections, unguard: [unguard, ...watched], release, since };
    await provider.key;
    this.#say();
    this.#schedule(ALONE());
  }

  /** Watches a connection to a server; returns how to stop. */
  #attend(connection: SignalingConnection): () => void {
    let gone = false;
    const came = () => {
      if (gone && this.#ground.live.size === 0) this.#schedule(SOON());
      gone = false;
      this.#say();
    };
    const went = () => {
      gone = true;
      this.#say();
    };
    const unguard = guardConnection(connection, came, went);
    const unfollow = followAnswers(connection, () => this.#say());
    return () => {
      unguard();
      unfollow();
    };
  }

  async #takeDown(): Promise<void> {
    const last = this.#provider;
    if (!last) return;
    this.#provider = undefined;
    for (const off of last.unguard) off();
    last.provider.disconnect();
    for (const peer of [...this.#ground.peers]) peer.destroy();
    // The document takes the provider and its presence along.
    last.doc.destroy();
    await last.provider.key;
    topics.delete(this.#options.topic);
    last.release();
  }

  #opened(link: Link): void {
    this.#failed = 0;
    link.onClose(() => {
      if (!this.#ground.live.has(link.key)) this.presence.forget(link.key);
    });
    const { own } = this.presence;
    if (own) link.sendFrame(FRAME.presence, own);
    this.#say();
    for (const listener of this.#listeners) listener(link);
  }

  #changed(what?: 'lost' | 'unreachable'): void {
    if (what === 'unreachable') this.#failed += 1;
    if (what === 'lost' && this.#ground.live.size === 0 && !this.#building) this.#schedule(SOON());
    this.#say();
  }

  #trying(): number {
    return [...this.#ground.peers].filter((peer) => peer.isTrying).length;
  }

  /** No server answers: after a while that is said, also of one that neither comes nor refuses. */
  #wonder(open: boolean): void {
    if (open) {
      clearTimeout(this.#doubt);
      this.#doubt = undefined;
      this.#silent = false;
    } else
      this.#doubt ??= setTimeout(() => {
        this.#silent = true;
        this.#say();
      }, SILENT);
  }

  #say(): void {
    if (this.#closed) return;
    const connections = this.#provider?.connections ?? [];
    const peers = this.#ground.live.size;
    const failed = connections.some((one) => one.unsuccessfulReconnects > 0);
    const open = connections.some(isAnswering);
    this.#wonder(open);
    const signaling = open ? 'open' : failed || this.#silent ? 'unreachable' : 'connecting';
    const blocked = peers === 0 && this.#failed >= BLOCKED;
    const next: RoomState = {
      signaling,
      peers,
      trying: this.#trying(),
      ...(blocked ? { trouble: 'blocked' as const } : {}),
    };
    if (JSON.stringify(next) === JSON.stringify(this.#state)) return;
    this.#state = next;
    for (const listener of this.#watching) listener();
  }
}
