import { concat, type Bytes } from '../ledger/bytes';

/** What a piece on the wire belongs to: its first byte. */
export const FRAME = {
  /** Handshake, heartbeat, good-bye. */
  control: 0,
  /** y-webrtc's own. */
  room: 1,
  /** A message of a LivePeer. */
  message: 2,
  presence: 3,
} as const;
export type FrameKind = (typeof FRAME)[keyof typeof FRAME];

/** Set in the first byte of every piece of a message but its last. */
const MORE = 0x80;

/** Every browser's data channel takes pieces of this many bytes, without holding up others. */
export const PIECE = 16 * 1024;

/** The largest message, in bytes. */
export const MOST = 16 * 1024 * 1024;

/** A message cut into pieces for the wire, each made when it is asked for. */
export function* cut(kind: FrameKind, message: Uint8Array): Generator<Bytes> {
  const room = PIECE - 1;
  let at = 0;
  for (; message.length - at > room; at += room)
    yield concat([kind | MORE], message.subarray(at, at + room));
  yield concat([kind], message.subarray(at));
}

export interface Frame {
  readonly kind: FrameKind;
  readonly bytes: Bytes;
}

/**
 * Puts pieces together again. Only messages are cut, and nothing but control comes between their pieces.
 */
export class Assembler {
  #parts: Uint8Array[] = [];
  #size = 0;

  /** A whole frame; undefined: more has to come; 'broken': this is not our protocol. */
  take(piece: Uint8Array): Frame | undefined | 'broken' {
    const [head] = piece;
    if (head === undefined || piece.length > PIECE) return 'broken';
    const body = piece.subarray(1);
    if (head === (FRAME.message | MORE)) {
      // A piece that is not the last is full: nobody makes us hold a million small ones.
      if (piece.length !== PIECE || this.#size + body.length > MOST) return 'broken';
      this.#parts.push(body);
      this.#size += body.length;
      return undefined;
    }
    if (head === FRAME.control) return { kind: head, bytes: concat(body) };
    if (head === FRAME.message) {
      if (this.#size + body.length > MOST) return 'broken';
      const bytes = concat(...this.#parts, body);
      this.#parts = [];
      this.#size = 0;
      return { kind: head, bytes };
    }
    if (this.#size > 0 || (head !== FRAME.room && head !== FRAME.presence)) return 'broken';
    return { kind: head, bytes: concat(body) };
  }
}
