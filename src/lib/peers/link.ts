import { equal, type Bytes } from '../ledger/bytes';
import { isHidden, isLocalName, readCandidate, writeCandidate, type Candidate } from './candidate';
import { readSdp, writeSdp, type Description } from './description';
import { FRAME, type Frame } from './frames';
import { newSession, type Ground } from './ground';
import { OP, shakeHands, type HandshakeRefusal, type Remote, type Role } from './handshake';
import { Mailbox } from './mailbox';
import type { LivePeer } from './port';
import { configuration } from './ways';
import { Wire, type WireTrouble } from './wire';

/** Why a connection ended, or never came about. */
export type LinkEnd =
  | HandshakeRefusal
  | WireTrouble
  /** No way was found through the network, or not in time. */
  | 'unreachable'
  /** Its owner put it in quarantine. */
  | 'quarantined'
  /** A newer one with the same key took its place. */
  | 'replaced'
  /** It had no place: this end is done with it. */
  | 'given up';

/** Milliseconds until an attempt that came to nothing is given up, and a handshake once the channel is open. */
const ATTEMPT = 15_000;
const HANDSHAKE = 8_000;
/** Addresses found within so many milliseconds travel with the description; later ones follow. */
const GATHER = 60;

/** Ends that are held against the key, where it is proven. */
const AGAINST: readonly LinkEnd[] = ['broken', 'flood', 'quarantined'];

/** In the last frame: why. */
const BYE = { done: 0, replaced: 1 } as const;

/**
 * One call to one other end: an RTCPeerConnection with one negotiated channel, from the first description to
 * the end. It is open only once both ends have proven their keys (PEER2). Long, because a call has one state, and every
 * way into and out of it is here.
 */
export class Link implements LivePeer {
  /** Its name in what the two ends tell each other. */
  readonly session = newSession();
  readonly count: number;
  readonly #pc: RTCPeerConnection;
  readonly #channel: RTCDataChannel;
  readonly #mine: Candidate[] = [];
  readonly #theirs: string[] = [];
  readonly #mailbox = new Mailbox();
  readonly #closing = new Set<() => void>();
  #wire: Wire | undefined;
  #remote: Remote | undefined;
  #their: Omit<Description, 'candidates'> | undefined;
  #told = -1;
  #telling: ReturnType<typeof setTimeout> | undefined;
  #limit: ReturnType<typeof setTimeout>;
  #inbox: Bytes[] = [];
  #wanted: ((frame: Bytes | undefined) => void) | undefined;
  #ended: LinkEnd | undefined;

  /**
   * @param tell this end's description, again whenever more addresses are known
   * @param opened both ends are proven
   * @param ended it is over; called once, after `opened` or without
   * @param patience milliseconds until an attempt is given up; codes that people carry take longer, and until
   * then a browser that has given up finding a way is given another chance
   */
  constructor(
    readonly ground: Ground,
    readonly role: Role,
    readonly tell: (description: Description) => void,
    readonly opened: () => void,
    readonly ended: (why: LinkEnd, provenKey?: string) => void,
    patience = ATTEMPT,
  ) {
    this.count = ground.next();
    this.#limit = setTimeout(() => this.end('unreachable'), patience);
    this.#pc = new RTCPeerConnection(configuration(ground.ways));
    this.#pc.onicecandidate = ({ candidate }) => this.#found(candidate);
    this.#pc.onconnectionstatechange = () => {
      if (this.#pc.connectionState !== 'failed') return;
      if (this.#wire) this.end('closed');
      else if (patience === ATTEMPT) this.end('unreachable');
    };
    this.#channel = this.#pc.createDataChannel('', { negotiated: true, id: 0, ordered: true });
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.onopen = () => void this.#greet();
    this.#channel.onclose = () => this.end('closed');
    if (role === 'offerer') void this.#describe();
  }

  /** The other end. Only once it is open. */
  get remote(): Remote {
    if (!this.#remote) throw new Error('asked who is there before anybody was proven');
    return this.#remote;
  }

  get key(): string {
    return this.remote.key;
  }

  get isOpen(): boolean {
    return this.#remote !== undefined && this.#ended === undefined;
  }

  /** Whether the other end's description is here. */
  get isAnswered(): boolean {
    return this.#their !== undefined;
  }

  /** The other end's description; again with more addresses. One that contradicts the first is passed over. */
  async hear(description: Description): Promise<void> {
    try {
      if (!this.#their) {
        this.#their = description;
        const type = this.role === 'offerer' ? 'answer' : 'offer';
        const sdp = writeSdp({ ...description, candidates: [] });
        await this.#pc.setRemoteDescription({ type, sdp });
        if (this.role === 'answerer') await this.#describe();
      } else if (!equal(this.#their.fingerprint, description.fingerprint)) return;
      await this.#reach(description);
    } catch {
      this.end('broken'); // The browser does not take it.
    }
  }

  send(message: Uint8Array): void {
    this.#wire?.send(FRAME.message, message);
  }

  /** A frame of y-webrtc, or about presence. */
  sendFrame(kind: typeof FRAME.room | typeof FRAME.presence, frame: Uint8Array): void {
    if (this.isOpen) this.#wire?.send(kind, frame);
  }

  get waiting(): number {
    return this.#wire?.waiting ?? 0;
  }

  drained(): Promise<void> {
    return this.#wire?.drained() ?? Promise.resolve();
  }

  onMessage(listener: (message: Uint8Array) => void): () => void {
    return this.#mailbox.listen(listener);
  }

  onClose(listener: () => void): () => void {
    if (this.#ended) queueMicrotask(listener);
    else this.#closing.add(listener);
    return () => this.#closing.delete(listener);
  }

  quarantine(): void {
    this.end('quarantined');
  }

  close(): void {
    this.end('given up');
  }

  /** Whether it still works: ends soon if not. */
  ask(): void {
    this.#wire?.ask();
  }

  /** All addresses of this end are known. */
  onGathered: () => void = () => {};

  /** Another frame than a message, from a proven end. */
  onFrame: (frame: Frame) => void = () => {};

  end(why: LinkEnd, provenKey = this.#remote?.key): void {
    if (this.#ended) return;
    this.#ended = why;
    const code = why === 'replaced' ? BYE.replaced : BYE.done;
    this.#wire?.sendNow(Uint8Array.of(OP.bye, code));
    this.#wire?.stop();
    clearTimeout(this.#limit);
    clearTimeout(this.#telling);
    this.#pc.onicecandidate = this.#pc.onconnectionstatechange = null;
    this.#channel.onopen = this.#channel.onclose = null;
    // Closing the channel first lets the good-bye out; the connection follows.
    this.#channel.close();
    setTimeout(() => this.#pc.close(), this.#wire ? 200 : 0);
    this.#wanted?.(undefined);
    this.#mailbox.close();
    if (this.#remote) {
      this.ground.leave(this);
      if (AGAINST.includes(why)) this.ground.quarantine.strike(this.#remote.key, performance.now());
    }
    this.ended(why, provenKey);
    for (const listener of this.#closing) listener();
    this.#closing.clear();
  }

  async #describe(): Promise<void> {
    try {
      await this.#pc.setLocalDescription();
      this.#telling = setTimeout(() => this.#tellAll(), GATHER);
    } catch {
      this.end('unreachable');
    }
  }

  /** Only what may leave is ever kept, and only from what is kept is anything told (PEER5). */
  #found(candidate: RTCIceCandidate | null): void {
    const read = candidate && readCandidate(candidate.candidate);
    if (read && (!this.ground.ways.hidden || isHidden(read))) this.#mine.push(read);
    if (candidate === null) {
      this.#tellAll();
      this.onGathered();
    }
    if (this.#told >= 0 && read) {
      clearTimeout(this.#telling);
      this.#telling = setTimeout(() => this.#tellAll(), GATHER);
    }
  }

  #tellAll(): void {
    clearTimeout(this.#telling);
    const read = readSdp(this.#pc.localDescription?.sdp ?? '');
    if (!read) return this.end('broken');
    if (this.#ended || this.#told === this.#mine.length) return;
    this.#told = this.#mine.length;
    this.tell({ ...read, candidates: [...this.#mine] });
  }

  async #reach({ candidates, ufrag }: Description): Promise<void> {
    for (const candidate of candidates) {
      if (this.ground.ways.hidden && isLocalName(candidate)) continue;
      const line = writeCandidate(candidate, this.#theirs.length);
      const seen = `${candidate.kind} ${candidate.address} ${candidate.port}`;
      if (this.#theirs.includes(seen)) continue;
      this.#theirs.push(seen);
      await this.#pc
        .addIceCandidate({
          candidate: line,
          sdpMid: '0',
          sdpMLineIndex: 0,
          usernameFragment: ufrag,
        })
        .catch(() => {}); // One address less.
    }
  }

  /** The channel is open; nobody is proven. */
  async #greet(): Promise<void> {
    const own = readSdp(this.#pc.localDescription?.sdp ?? '');
    const their = this.#their;
    if (!own || !their || this.#ended) return this.end('broken');
    const wire = new Wire(
      this.#channel,
      this.ground.budgets,
      (frame) => this.#take(frame),
      (trouble) => this.end(trouble),
    );
    this.#wire = wire;
    clearTimeout(this.#limit);
    this.#limit = setTimeout(() => this.end('broken'), HANDSHAKE);
    const call = {
      role: this.role,
      ownFingerprint: own.fingerprint,
      theirFingerprint: their.fingerprint,
      nonce: crypto.getRandomValues(new Uint8Array(32)),
      run: this.ground.run,
      count: this.count,
    };
    const done = await shakeHands(
      this.ground.handshaker,
      call,
      (frame) => wire.sendNow(frame),
      () => this.#next(),
      (key) => this.ground.admits(key),
    ).catch(() => ({ ok: false, refusal: 'closed', key: undefined }) as const); // No signature to be had.
    if (this.#ended) return;
    if (!done.ok) return this.end(done.refusal, done.key);
    clearTimeout(this.#limit);
    this.#remote = done.remote;
    if (!this.ground.enter(this)) return this.end('replaced');
    wire.beat();
    this.opened();
  }

  #next(): Promise<Bytes | undefined> {
    const ready = this.#inbox.shift();
    if (ready || this.#ended) return Promise.resolve(ready);
    return new Promise((resolve) => (this.#wanted = resolve));
  }

  #take(frame: Frame): void {
    if (!this.#remote) {
      if (frame.kind !== FRAME.control || this.#inbox.length > 3) return this.end('broken');
      const wanted = this.#wanted;
      this.#wanted = undefined;
      if (wanted) wanted(frame.bytes);
      else this.#inbox.push(frame.bytes);
    } else if (frame.kind === FRAME.control) {
      if (frame.bytes[0] !== OP.bye) return this.end('broken');
      this.end(frame.bytes[1] === BYE.replaced ? 'replaced' : 'bye');
    } else if (frame.kind !== FRAME.message) this.onFrame(frame);
    else if (!this.#mailbox.put(frame.bytes)) this.end('flood');
  }
}
