import { concat, type Bytes } from '../ledger/bytes';
import { MANNERS, spending } from './budget';
import { Assembler, cut, FRAME, MOST, type Frame, type FrameKind } from './frames';
import { OP } from './handshake';
import type { Budgets } from './port';

/** What of an RTCDataChannel is used. */
export type Channel = Pick<
  RTCDataChannel,
  'readyState' | 'bufferedAmount' | 'bufferedAmountLowThreshold' | 'send' | 'close'
> & {
  onmessage: ((event: MessageEvent) => void) | null;
  onbufferedamountlow: ((event: Event) => void) | null;
};

/** Why a wire was given up. */
export type WireTrouble = 'broken' | 'flood' | 'silent' | 'bye';

/** Bytes in the browser's own buffer: enough for a fast network, little enough for a beat to come through. */
const FULL = 256 * 1024;
const LOW = 64 * 1024;

/** Milliseconds between two beats, and of silence until the other end counts as gone. */
const BEAT = 5_000;
const SILENCE = 12_000;
/** How long an answer to a question may take. */
const ANSWER = 1_500;

/**
 * Whole frames over an open data channel (PEER2): cut into pieces, held back while the network is slow,
 * within budgets, with a beat both ways.
 */
export class Wire {
  readonly #assembler = new Assembler();
  readonly #queue: { pieces: Iterator<Bytes>; left: number }[] = [];
  readonly #within: (bytes: number, now: number) => boolean;
  readonly #mannered = spending(MANNERS);
  #queued = 0;
  #drained: (() => void)[] = [];
  #heard: number;
  #ticked: number;
  #beating: ReturnType<typeof setInterval> | undefined;
  #asking: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  /**
   * @param take a whole frame of the other end; beats are not handed on
   * @param fail this wire is of no use any more; called once
   */
  constructor(
    readonly channel: Channel,
    budgets: Budgets,
    readonly take: (frame: Frame) => void,
    readonly fail: (trouble: WireTrouble) => void,
  ) {
    this.#within = spending(budgets);
    this.#heard = this.#ticked = performance.now();
    channel.bufferedAmountLowThreshold = LOW;
    channel.onbufferedamountlow = () => this.#pump();
    channel.onmessage = ({ data }) => this.#hear(data);
  }

  /** Bytes the network has not taken. */
  get waiting(): number {
    return this.#queued + (this.#over ? 0 : this.channel.bufferedAmount);
  }

  send(kind: FrameKind, message: Uint8Array): void {
    if (message.length > MOST) throw new RangeError(`a message of ${message.length} bytes`);
    if (this.#over) return;
    // A copy: the caller may go on writing into its own.
    this.#queue.push({ pieces: cut(kind, message.slice()), left: message.length });
    this.#queued += message.length;
    this.#pump();
  }

  /** Past all that waits here. */
  sendNow(control: Uint8Array): void {
    if (!this.#over) this.#put(concat([FRAME.control], control));
  }

  /** Resolves once little waits, or nothing will any more. */
  drained(): Promise<void> {
    if (this.#over || this.waiting <= LOW) return Promise.resolve();
    return new Promise((resolve) => this.#drained.push(resolve));
  }

  /** Begins to beat, and to notice silence. */
  beat(): void {
    this.#heard = this.#ticked = performance.now();
    this.#beating = setInterval(() => this.#tick(), BEAT);
  }

  /** Whether the other end is still there, to be known in a moment and not in twelve seconds. */
  ask(): void {
    if (this.#over || this.#asking !== undefined) return;
    const asked = performance.now();
    this.sendNow(Uint8Array.of(OP.ask));
    // What is on its way already must get through first.
    const patience = this.channel.bufferedAmount > LOW ? 4 * ANSWER : ANSWER;
    this.#asking = setTimeout(() => {
      this.#asking = undefined;
      if (this.#heard < asked) this.#give('silent');
    }, patience);
  }

  /** Nothing passes any more, either way. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    clearInterval(this.#beating);
    clearTimeout(this.#asking);
    this.channel.onmessage = this.channel.onbufferedamountlow = null;
    this.#queue.length = this.#queued = 0;
    this.#release();
  }

  #release(): void {
    for (const resolve of this.#drained.splice(0)) resolve();
  }

  #give(trouble: WireTrouble): void {
    if (this.#over) return;
    this.stop();
    this.fail(trouble);
  }

  #put(piece: Bytes): void {
    if (this.channel.readyState !== 'open') return;
    try {
      this.channel.send(piece);
    } catch {
      this.#give('broken'); // Closing at this very moment.
    }
  }

  #pump(): void {
    while (!this.#over && this.channel.readyState === 'open') {
      const [first] = this.#queue;
      if (!first || this.channel.bufferedAmount >= FULL) break;
      const piece = first.pieces.next();
      if (piece.done) this.#queue.shift();
      else {
        const body = piece.value.length - 1;
        first.left -= body;
        this.#queued -= body;
        this.#put(piece.value);
      }
    }
    if (this.waiting <= LOW) this.#release();
  }

  #tick(): void {
    const now = performance.now();
    // This page slept, not the other end: it may answer first.
    const slept = now - this.#ticked > BEAT + 3_000;
    this.#ticked = now;
    if (slept) this.ask();
    else if (now - this.#heard > SILENCE) this.#give('silent');
    else this.sendNow(Uint8Array.of(OP.beat));
  }

  #hear(data: unknown): void {
    if (!(data instanceof ArrayBuffer)) return this.#give('broken');
    this.#heard = performance.now();
    if (!this.#within(data.byteLength, this.#heard)) return this.#give('flood');
    const frame = this.#assembler.take(new Uint8Array(data));
    if (frame === 'broken') this.#give('broken');
    else if (frame?.kind === FRAME.control) this.#control(frame);
    else if (frame) this.take(frame);
  }

  #control(frame: Frame): void {
    const [op] = frame.bytes;
    if (!this.#mannered(frame.bytes.length, this.#heard)) this.#give('flood');
    else if (op === OP.ask) this.sendNow(Uint8Array.of(OP.beat));
    else if (op !== OP.beat) this.take(frame);
  }
}
