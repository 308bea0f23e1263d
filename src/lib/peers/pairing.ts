import { concat, equal, fromText, utf8, type Bytes } from '../ledger/bytes';
import { packDescription, unpackDescription, type Description } from './description';
import { Ground } from './ground';
import { Link, type LinkEnd } from './link';
import type { Handshaker, LivePeer, Ways } from './port';

/**
 * Two devices meet without any server: one shows an offer, the other its answer (PEER6). It goes to our own peer and
 * not through y-webrtc's `WebrtcConn`: that one needs a room with a signalling connection to a known peer id, seals
 * what it tells with the room's password and offers it piece by piece; codes are whole, are read by people's cameras,
 * and also serve two who share no room yet. What comes out is the same proven connection.
 */

/** Why a code is of no use here. */
export type CodeRefusal =
  /** Something else, or damaged. */
  | 'notACode'
  /** Made by a newer app, or an older one. */
  | 'otherVersion'
  /** For another plan or invitation. */
  | 'otherScope'
  /** This device made it. */
  | 'ownCode'
  /** An answer where an offer is wanted, an offer where an answer is, or the answer to another offer. */
  | 'wrongTurn';

export type CodeResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: CodeRefusal };

/** Why no connection came of two codes. */
export class PairingFailed extends Error {
  constructor(readonly why: LinkEnd) {
    super(`pairing: ${why}`);
    this.name = 'PairingFailed';
  }
}

export interface OfferByCode {
  /** To be shown; about 110 bytes. */
  readonly code: Uint8Array;
  /** The answer that was scanned. A refusal leaves the offer open for another one. */
  accept(answer: Uint8Array): Promise<CodeResult<Promise<LivePeer>>>;
  cancel(): void;
}

export interface AnswerByCode {
  readonly code: Uint8Array;
  /** Once the other end scanned it. Rejects with PairingFailed. */
  readonly peer: Promise<LivePeer>;
  cancel(): void;
}

const MAGIC = [0x4c, 0x70]; // Lp
const VERSION = 1;
const OFFER = 1;
const ANSWER = 2;
/** Bytes of what only has to tell codes apart. */
const TAG = 4;
const HEAD = MAGIC.length + 2 + 3 * TAG;
/** Addresses in a code: each makes it harder to scan. */
const MOST_CANDIDATES = 6;
/** Addresses that are not known after so many milliseconds are left out. */
const GATHER = 2_000;
/** How long a code that is shown stays good, in milliseconds. */
const PATIENCE = 10 * 60_000;

const tag = async (...parts: readonly Uint8Array[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts))).slice(0, TAG);

/** What a code says. */
interface Code {
  readonly turn: typeof OFFER | typeof ANSWER;
  /** Who made it, for what, and to which offer it is the answer (an offer: zeros). */
  readonly maker: Uint8Array;
  readonly scope: Uint8Array;
  readonly to: Uint8Array;
  readonly description: Description;
}

/** magic 2 · version 1 · turn 1 · scope 4 · maker 4 · to 4 · description · check 4. */
const writeCode = async ({ turn, maker, scope, to, description }: Code): Promise<Bytes> => {
  const candidates = description.candidates.slice(0, MOST_CANDIDATES);
  const packed = packDescription({ ...description, candidates });
  const body = concat(MAGIC, [VERSION, turn], scope, maker, to, packed);
  return concat(body, await tag(body));
};

/** Never throws; whatever is not whole is not a code. */
export const readCode = async (code: Uint8Array): Promise<CodeResult<Code>> => {
  const no = (refusal: CodeRefusal) => ({ ok: false, refusal }) as const;
  if (code[0] !== MAGIC[0] || code[1] !== MAGIC[1] || code.length > 1024) return no('notACode');
  // Another version may be built otherwise from here on.
  if (code[2] !== VERSION) return no('otherVersion');
  const body = code.subarray(0, -TAG);
  if (code.length < HEAD + TAG || !equal(code.subarray(-TAG), await tag(body)))
    return no('notACode');
  const turn = code[3];
  const description = unpackDescription(body.subarray(HEAD));
  if ((turn !== OFFER && turn !== ANSWER) || !description) return no('notACode');
  const [scope, maker, to] = [4, 8, 12].map((at) => code.slice(at, at + TAG));
  if (!scope || !maker || !to) return no('notACode');
  return { ok: true, value: { turn, scope, maker, to, description } };
};

/** What this device's codes begin with. */
const tagsOf = async ({ scope, key }: Handshaker) => ({
  scope: await tag(utf8('scope '), utf8(scope)),
  maker: await tag(utf8('maker '), fromText(key) ?? utf8(key)),
});

const readFor = async (
  code: Uint8Array,
  turn: Code['turn'],
  handshaker: Handshaker,
): Promise<CodeResult<Code>> => {
  const read = await readCode(code);
  if (!read.ok) return read;
  const own = await tagsOf(handshaker);
  if (!equal(read.value.scope, own.scope)) return { ok: false, refusal: 'otherScope' };
  if (equal(read.value.maker, own.maker)) return { ok: false, refusal: 'ownCode' };
  if (read.value.turn !== turn) return { ok: false, refusal: 'wrongTurn' };
  return read;
};

/** A call of its own, its description complete, and what becomes of it. */
const call = async (handshaker: Handshaker, ways: Ways, offer?: Description) => {
  const ground = new Ground({ handshaker, ...ways });
  let description: Description | undefined;
  let told = () => {};
  const ready = new Promise<void>((resolve) => (told = resolve));
  let open: (peer: LivePeer) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const peer = new Promise<LivePeer>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  peer.catch(() => {}); // Whoever waits for it hears of it all the same.
  const link: Link = new Link(
    ground,
    offer ? 'answerer' : 'offerer',
    (latest) => (description = latest),
    () => open(link),
    (why) => {
      fail(new PairingFailed(why));
      told();
    },
    PATIENCE,
  );
  link.onGathered = told;
  const late = setTimeout(told, GATHER);
  if (offer) void link.hear(offer);
  await ready;
  clearTimeout(late);
  if (!description) throw new PairingFailed('unreachable');
  return { link, description, peer };
};

/** Makes an offer to be shown. Rejects with PairingFailed where there is no way out of this device at all. */
export const offerByCode = async (handshaker: Handshaker, ways: Ways): Promise<OfferByCode> => {
  const { link, description, peer } = await call(handshaker, ways);
  const own = await tagsOf(handshaker);
  const code = await writeCode({ turn: OFFER, ...own, to: new Uint8Array(TAG), description });
  const name = await tag(code);
  return {
    code,
    accept: async (answer) => {
      const read = await readFor(answer, ANSWER, handshaker);
      if (!read.ok) return read;
      if (!equal(read.value.to, name)) return { ok: false, refusal: 'wrongTurn' };
      void link.hear(read.value.description);
      return { ok: true, value: peer };
    },
    cancel: () => link.close(),
  };
};

/** Answers an offer that was scanned. */
export const answerByCode = async (
  code: Uint8Array,
  handshaker: Handshaker,
  ways: Ways,
): Promise<CodeResult<AnswerByCode>> => {
  const read = await readFor(code, OFFER, handshaker);
  if (!read.ok) return read;
  const { link, description, peer } = await call(handshaker, ways, read.value.description);
  const own = await tagsOf(handshaker);
  const answer = await writeCode({ turn: ANSWER, ...own, to: await tag(code), description });
  return { ok: true, value: { code: answer, peer, cancel: () => link.close() } };
};
