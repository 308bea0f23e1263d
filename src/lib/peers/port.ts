/** A connection whose other end has proven its key (PEER2). */
export interface LivePeer {
  /** Ed25519 public key of the other end, base64url. */
  readonly key: string;
  /**
   * Hands a message over, in order and whole; it waits here while the network is slow. Does nothing once
   * the connection is closed. Throws a RangeError over 16 MiB: that is for the caller to split.
   */
  send(message: Uint8Array): void;
  /** Bytes that the network has not taken yet. */
  readonly waiting: number;
  /** Resolves once little is waiting any more, or the connection is closed. */
  drained(): Promise<void>;
  /** Messages of the other end, in order. What came before the first listener is handed to it first. */
  onMessage(listener: (message: Uint8Array) => void): () => void;
  /** Called once, also for a connection that is closed already. */
  onClose(listener: () => void): () => void;
  /** Not authentic, floods, or breaks the protocol: closed, and its key is not let back in for a while. */
  quarantine(): void;
  close(): void;
}

/** What one end of a handshake is and accepts. */
export interface Handshaker {
  /** What both ends sign about: a circle's id, or an invitation's. */
  readonly scope: string;
  /** Own Ed25519 public key, base64url. */
  readonly key: string;
  /**
   * The Ed25519 signature (64 bytes) by that key over utf8('lived-plan/peer/1') ‖ 0 ‖ bytes: what an
   * identity signs for the purpose `peer`.
   */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
  /** Whether this key may be here now. Asked anew at every handshake. */
  admits(key: string): boolean;
}

/** How a connection finds its way. */
export interface Ways {
  /** STUN and TURN servers of the circle; none is built in (PEER3). */
  readonly iceServers: readonly RTCIceServer[];
  /** Through a relay only, so that nobody in the circle learns this device's internet address (PEER5). */
  readonly hidden: boolean;
}

/** How much one peer may send; past it, it is in quarantine. */
export interface Budgets {
  readonly bytesAtOnce: number;
  readonly bytesPerSecond: number;
  /** Pieces on the wire, of at most 16 KiB. */
  readonly piecesAtOnce: number;
  readonly piecesPerSecond: number;
}

export interface RoomOptions extends Ways {
  /** Random to others: derived from the circle's key. Rooms of one topic follow one another on a page. */
  readonly topic: string;
  readonly password: string;
  /** Addresses of signalling servers, wss://…; none: this room meets nobody. */
  readonly signaling: readonly string[];
  readonly handshaker: Handshaker;
  /** Absent: generous enough for a first sync. */
  readonly budgets?: Budgets;
}

/** Why no connection can be made at all, or none was. */
export type RoomTrouble =
  /** This browser has no WebRTC, or no signatures of the kind needed. */
  | 'noWebRtc'
  /** Others were found and could not be reached: the network is in between. */
  | 'blocked'
  /** Hidden was chosen, and there is no relay to hide behind. */
  | 'hiddenWithoutRelay'
  /** The page's address is not a secure one (PEER6). */
  | 'notSecure';

export interface RoomState {
  readonly signaling: 'connecting' | 'open' | 'unreachable';
  /** Connections that are open. */
  readonly peers: number;
  /** Connections that are being tried. */
  readonly trying: number;
  readonly trouble?: RoomTrouble;
}

/** Who is here now, by proven key: a small opaque value each (PEER5). Off until something is shown. */
export interface Presence {
  /** At most 256 bytes (else a RangeError); undefined: nothing is shown any more. */
  show(value: Uint8Array | undefined): void;
  readonly others: ReadonlyMap<string, Uint8Array>;
  onChange(listener: () => void): () => void;
}

/** The others of a circle who are reachable now; found again by itself after any loss. */
export interface Room {
  /** Told of every connection, those that are open already included. */
  onPeer(listener: (peer: LivePeer) => void): () => void;
  readonly state: RoomState;
  onState(listener: () => void): () => void;
  readonly presence: Presence;
  /** Somebody who knows the room's secrets says that nobody opens there any more, and why, in a word of theirs. */
  onClosed(listener: (why: string) => void): () => void;
  /** The network is back, the page woke up, somebody was let in: try at once. */
  wake(): void;
  /** Resolves once the topic is free again. */
  close(): Promise<void>;
}
