import type { RoomSecrets } from '../../../../src/lib/ledger/deriveRoom';
import { concat } from '../../../../src/lib/ledger/bytes';
import { readCandidate, writeCandidate } from '../../../../src/lib/peers/candidate';
import { readSdp, writeSdp, type Description } from '../../../../src/lib/peers/description';
import { shakeHands } from '../../../../src/lib/peers/handshake';
import type { Handshaker } from '../../../../src/lib/peers/port';
import { keyOf, seal, unseal } from '../../../../src/lib/peers/sealing';
import { readSignal, writeSignal, type Signal } from '../../../../src/lib/peers/signal';

/** Resolves once it is so; rejects when it is not within so many milliseconds. */
export const until = async (isSo: () => boolean, patience = 20_000): Promise<void> => {
  const end = performance.now() + patience;
  while (!isSo()) {
    if (performance.now() > end) throw new Error(`never came about: ${isSo.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
};

const sealed = async (value: unknown, key: CryptoKey): Promise<string> =>
  btoa(String.fromCharCode(...(await seal(value, key))));

const opened = (data: string, key: CryptoKey): Promise<unknown> =>
  unseal(
    Uint8Array.from(atob(data), (char) => char.charCodeAt(0)),
    key,
  );

/** A call that a device of the room made: its channel as it is, with nobody's manners on this end. */
export class RawCall {
  /** All that came, piece by piece, as it lay on the wire. */
  readonly pieces: Uint8Array[] = [];
  isOpen = false;
  isOver = false;
  readonly #pc = new RTCPeerConnection();
  readonly #channel = this.#pc.createDataChannel('', { negotiated: true, id: 0, ordered: true });
  readonly #fingerprints: Uint8Array[] = [];
  #control = 0;

  constructor() {
    this.#channel.binaryType = 'arraybuffer';
    this.#channel.onmessage = ({ data }) => this.pieces.push(new Uint8Array(data as ArrayBuffer));
    this.#channel.onopen = () => (this.isOpen = true);
    this.#channel.onclose = () => (this.isOver = true);
  }

  /** Takes their offer; resolves with the answer to it. */
  async answer(offer: Description): Promise<Description> {
    const pc = this.#pc;
    await pc.setRemoteDescription({ type: 'offer', sdp: writeSdp({ ...offer, candidates: [] }) });
    const gathered = new Promise<void>((resolve) => {
      pc.onicecandidate = ({ candidate }) => {
        if (!candidate) resolve();
      };
    });
    await pc.setLocalDescription();
    await gathered;
    const sdp = pc.localDescription?.sdp ?? '';
    const own = readSdp(sdp);
    if (!own) throw new Error('the browser describes itself otherwise');
    this.#fingerprints.push(own.fingerprint, offer.fingerprint);
    const lines = sdp.split(/\r?\n/).filter((line) => line.startsWith('a=candidate:'));
    const candidates = lines.flatMap((line) => readCandidate(line.slice(2)) ?? []);
    return { ...own, candidates };
  }

  async reach({ candidates, ufrag }: Description): Promise<void> {
    for (const [at, candidate] of candidates.entries())
      await this.#pc.addIceCandidate({
        candidate: writeCandidate(candidate, at),
        sdpMid: '0',
        sdpMLineIndex: 0,
        usernameFragment: ufrag,
      });
  }

  /** One piece on the wire: its kind, and whatever. Nothing happens once they have closed. */
  send(kind: number, bytes: Uint8Array): void {
    if (this.#channel.readyState === 'open') this.#channel.send(concat([kind], bytes));
  }

  /** Resolves once one more piece came, or the call is over. */
  more(): Promise<void> {
    const { length } = this.pieces;
    return until(() => this.pieces.length > length || this.isOver, 30_000);
  }

  /** Resolves once the network has taken most of what was sent, or the call is over. */
  drained(): Promise<void> {
    return until(() => this.#channel.bufferedAmount < 16_384 || this.isOver);
  }

  /** The handshake as it should be; answers why it did not come through, absent where it did. */
  async greet(handshaker: Handshaker): Promise<string | undefined> {
    await until(() => this.isOpen || this.isOver);
    const [ownFingerprint = new Uint8Array(0), theirFingerprint = new Uint8Array(0)] =
      this.#fingerprints;
    const done = await shakeHands(
      handshaker,
      {
        role: 'answerer',
        ownFingerprint,
        theirFingerprint,
        nonce: crypto.getRandomValues(new Uint8Array(32)),
        run: crypto.getRandomValues(new Uint8Array(8)),
        count: 1,
      },
      (frame) => this.send(0, frame),
      () => this.nextControl(),
      () => true,
    );
    return done.ok ? undefined : done.refusal;
  }

  /** The next of their control frames that is no beat; absent once they have closed. */
  async nextControl(): Promise<Uint8Array | undefined> {
    for (;;) {
      await until(() => this.pieces.length > this.#control || this.isOver);
      const piece = this.pieces[this.#control];
      if (!piece) return undefined;
      this.#control += 1;
      if (piece[0] === 0 && piece[1] !== 4) return piece.subarray(1);
    }
  }

  end(): void {
    this.#pc.close();
    this.isOver = true;
  }
}

/** Somebody in a room of whom nobody but y-webrtc's own words is known: they announce themselves and are called. */
export class RawLine {
  /** What was told in the room, opened. */
  readonly told: unknown[] = [];
  /** By the attempt's name. */
  readonly calls = new Map<string, RawCall>();
  readonly #name = crypto.randomUUID();
  readonly #topic: string;
  readonly #key: CryptoKey;
  readonly #socket: WebSocket;

  private constructor(topic: string, key: CryptoKey, socket: WebSocket) {
    this.#topic = topic;
    this.#key = key;
    this.#socket = socket;
    socket.onmessage = ({ data }) => void this.#hear(data as string);
  }

  /** Goes into a room and says that somebody is there. */
  static async into(secrets: RoomSecrets): Promise<RawLine> {
    const socket = new WebSocket(`ws://${location.host}/signal`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const line = new RawLine(secrets.topic, await keyOf(secrets.password, secrets.topic), socket);
    socket.send(JSON.stringify({ type: 'subscribe', topics: [secrets.topic] }));
    await line.#tell({ type: 'announce', from: line.#name });
    return line;
  }

  /** Where others said that they can be reached, in all that was told in the room: what sort of address, and which. */
  get addresses(): string[] {
    return this.told.flatMap((one) => {
      const signal = readSignal((one as Record<string, unknown>).signal);
      return (signal?.description.candidates ?? []).map(
        ({ kind, address }) => `${kind} ${address}`,
      );
    });
  }

  /** Resolves once so many have called and can be talked to. */
  async called(count: number): Promise<RawCall[]> {
    const open = () => [...this.calls.values()].filter((call) => call.isOpen);
    await until(() => open().length >= count, 30_000);
    return open();
  }

  leave(): void {
    this.#socket.close();
    for (const call of this.calls.values()) call.end();
  }

  async #tell(message: object): Promise<void> {
    const data = await sealed(message, this.#key);
    this.#socket.send(JSON.stringify({ type: 'publish', topic: this.#topic, data }));
  }

  async #hear(text: string): Promise<void> {
    const { type, data } = JSON.parse(text) as { type: string; data: string };
    if (type !== 'publish') return;
    const told = (await opened(data, this.#key)) as Record<string, unknown>;
    if (told.from === this.#name) return;
    this.told.push(told);
    // Whoever comes later did not hear that we are here.
    if (told.type === 'announce') await this.#tell({ type: 'announce', from: this.#name });
    const signal = told.to === this.#name ? readSignal(told.signal) : undefined;
    if (signal?.half === 'offer') await this.#answer(String(told.from), signal);
  }

  async #answer(to: string, offer: Signal): Promise<void> {
    const known = this.calls.get(offer.session);
    if (known) return known.reach(offer.description);
    const call = new RawCall();
    this.calls.set(offer.session, call);
    const description = await call.answer(offer.description);
    const session = crypto.randomUUID().replaceAll('-', '').slice(0, 12);
    const signal = writeSignal({
      type: 'lived',
      half: 'answer',
      session,
      to: offer.session,
      description,
    });
    await this.#tell({ type: 'signal', from: this.#name, to, token: Date.now(), signal });
    await call.reach(offer.description);
  }
}
