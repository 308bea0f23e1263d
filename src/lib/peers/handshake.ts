import { concat, equal, fromText, toText, u32, utf8, type Bytes } from '../ledger/bytes';
import type { Handshaker } from './port';

/** First byte of a control frame. */
export const OP = {
  hello: 1,
  proof: 2,
  welcome: 3,
  /** Still here. */
  beat: 4,
  /** Are you there? */
  ask: 5,
  bye: 6,
} as const;

const VERSION = 1;
const PURPOSE = concat(utf8('lived-plan/peer/1'), [0]);

/** The part one end has in a call. */
export type Role = 'offerer' | 'answerer';

/** One call: what this end can see of it by itself. */
export interface Call {
  readonly role: Role;
  /** Of the two DTLS certificates, 32 bytes each: whoever sits in between has others. */
  readonly ownFingerprint: Uint8Array;
  readonly theirFingerprint: Uint8Array;
  /** 32 random bytes, never used before. */
  readonly nonce: Uint8Array;
  /** This run of this room, 8 random bytes, and the how-many-eth call of it this is. */
  readonly run: Uint8Array;
  readonly count: number;
}

/** The other end, proven. */
export interface Remote {
  readonly key: string;
  readonly run: string;
  readonly count: number;
}

export type HandshakeRefusal =
  /** Closed or cut off before it was through. */
  | 'closed'
  /** Not what the protocol says, or of another version. */
  | 'broken'
  /** This device's own key: a reflection, or a copy of it. */
  | 'ownKey'
  /** The signature does not hold. Nothing is known of who that was. */
  | 'notAuthentic'
  /** Proven, and kept out. */
  | 'notAdmitted'
  /** The other end does not let this device in. */
  | 'notWelcome';

/** One end's view, as it signs it; the order is the protocol (PEER2), and sorting it would let reflections through. */
interface View {
  readonly scope: string;
  readonly role: Role;
  readonly ownKey: Uint8Array;
  readonly theirKey: Uint8Array;
  readonly ownFingerprint: Uint8Array;
  readonly theirFingerprint: Uint8Array;
  readonly ownNonce: Uint8Array;
  readonly theirNonce: Uint8Array;
}

/** What stands under a signature after the domain string. All but the scope have one length. */
export const transcript = (view: View): Bytes => {
  const scope = utf8(view.scope);
  return concat(
    u32(scope.length),
    scope,
    [view.role === 'offerer' ? 1 : 2],
    view.ownKey,
    view.theirKey,
    view.ownFingerprint,
    view.theirFingerprint,
    view.ownNonce,
    view.theirNonce,
  );
};

const holds = async (key: Bytes, signed: Bytes, signature: Bytes): Promise<boolean> => {
  try {
    const imported = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', imported, signature, concat(PURPOSE, signed));
  } catch {
    return false; // 32 bytes that are no key.
  }
};

/** The other end's first frame, taken apart. */
const readHello = (frame: Uint8Array) => {
  if (frame[0] !== OP.hello || frame[1] !== VERSION || frame.length !== 2 + 32 + 32 + 8 + 4)
    return undefined;
  return {
    key: new Uint8Array(frame.subarray(2, 34)),
    nonce: new Uint8Array(frame.subarray(34, 66)),
    run: toText(frame.subarray(66, 74)),
    count: new DataView(frame.buffer, frame.byteOffset).getUint32(74),
  };
};

/**
 * The mutual handshake over an open channel, before anything else passes on it (PEER2): hello ↔ hello,
 * proof ↔ proof, welcome ↔ welcome.
 *
 * @param send sends a control frame
 * @param next the next control frame of the other end; undefined: closed
 * @param admits whether a proven key is let in
 */
export const shakeHands = async (
  handshaker: Handshaker,
  call: Call,
  send: (frame: Uint8Array) => void,
  next: () => Promise<Uint8Array | undefined>,
  admits: (key: string) => boolean,
): Promise<
  { ok: true; remote: Remote } | { ok: false; refusal: HandshakeRefusal; key?: string }
> => {
  const no = (refusal: HandshakeRefusal, key?: string) =>
    ({ ok: false, refusal, ...(key === undefined ? {} : { key }) }) as const;
  const odd = (frame: Uint8Array | undefined) =>
    no(frame === undefined ? 'closed' : frame[0] === OP.bye ? 'notWelcome' : 'broken');

  const ownKey = fromText(handshaker.key);
  if (ownKey?.length !== 32) throw new TypeError('the own key is not 32 bytes of base64url');
  send(concat([OP.hello, VERSION], ownKey, call.nonce, call.run, u32(call.count)));

  const first = await next();
  const hello = first && readHello(first);
  if (!hello) return odd(first);
  if (equal(hello.key, ownKey)) return no('ownKey');
  const own: View = {
    scope: handshaker.scope,
    role: call.role,
    ownKey,
    theirKey: hello.key,
    ownFingerprint: call.ownFingerprint,
    theirFingerprint: call.theirFingerprint,
    ownNonce: call.nonce,
    theirNonce: hello.nonce,
  };
  const theirs: View = {
    scope: handshaker.scope,
    role: call.role === 'offerer' ? 'answerer' : 'offerer',
    ownKey: hello.key,
    theirKey: ownKey,
    ownFingerprint: call.theirFingerprint,
    theirFingerprint: call.ownFingerprint,
    ownNonce: hello.nonce,
    theirNonce: call.nonce,
  };
  send(concat([OP.proof], await handshaker.sign(transcript(own))));

  const second = await next();
  if (!second || second[0] !== OP.proof || second.length !== 65) return odd(second);
  const signature = new Uint8Array(second.subarray(1));
  if (!(await holds(hello.key, transcript(theirs), signature))) return no('notAuthentic');
  const remote = { key: toText(hello.key), run: hello.run, count: hello.count };
  if (!admits(remote.key)) return no('notAdmitted', remote.key);
  send(Uint8Array.of(OP.welcome));

  const third = await next();
  if (!third || third[0] !== OP.welcome || third.length !== 1) return odd(third);
  return { ok: true, remote };
};
