import type { CircleId, DeviceKeys } from '../../domain/circle/record';
import { ok, refuse, type Result } from '../../domain/result';
import { equal, hash, toText } from '../bytes';
import { verify } from '../identity';
import type { Duplex } from './duplex';
import {
  askBytes,
  bytesOf,
  isOtherVersion,
  LARGEST,
  parseMessage,
  say,
  type Heard,
  type Why,
} from './messages';
import { observed, type Observed } from './observed';
import { fourSets, wordsOf, type Words } from './words';

/** Who asks to be let in; the keys are proven, the name is as they typed it. */
export interface Newcomer {
  readonly keys: DeviceKeys;
  readonly name: string;
  /** A language code, for what is said to them first. */
  readonly language: string;
  /** Hash of the signed request, as text: goes into `admit`. */
  readonly request: string;
}

/** How a visit goes, for those inside. */
export type VisitState =
  /** Connected; has not proven yet that they may ask. */
  | { readonly step: 'atTheDoor' }
  /** Says three words aloud, one set of these four. */
  | { readonly step: 'pick'; readonly newcomer: Newcomer; readonly sets: readonly Words[] }
  /** The right set was picked: to be admitted now. */
  | { readonly step: 'picked'; readonly newcomer: Newcomer }
  /** The connection stays open for what follows. */
  | { readonly step: 'letIn'; readonly newcomer: Newcomer }
  | { readonly step: 'over'; readonly why: Why | 'gone' | 'broken' };

/** One newcomer on one connection. */
export interface Visit extends Observed<VisitState> {
  /** A person picks, once, the set they heard; a wrong one ends the visit. Asks again whether the invitation holds. */
  pick(set: number): Result<Newcomer, Why | 'gone' | 'broken'>;
  /** After `admit` is kept: hands over the whole log, oldest first, and what may be shown until the plan is there. */
  letIn(records: readonly Uint8Array[], today?: string): Result<undefined, 'gone'>;
  notNow(): void;
}

/** Whether an invitation holds now, and what it offers. */
export type Standing = Result<
  { readonly role: string; readonly household: boolean },
  'expired' | 'revoked' | 'used' | 'notHere'
>;

/** What those inside answer with, for one invitation. */
export interface Door {
  /** Its public key. */
  readonly invitation: string;
  readonly circle: CircleId;
  readonly plan: string;
  /** The keys of this device; the connection has proven the one that signs. */
  readonly keys: DeviceKeys;
  /** Asked whenever it matters: the log may have changed. */
  standing(): Standing;
  /** In ms; only differences count. */
  now(): number;
  /** So many random bytes. */
  random(length: number): Uint8Array;
  /** Runs something after that many ms unless it is called off. */
  later(ms: number, run: () => void): () => void;
}

/** How long a newcomer's device may take for what needs no person, in ms. */
const PATIENCE = 30_000;
/** How long the last word has to arrive before the connection is closed, in ms. */
const LAST_WORD = 5_000;
/** Asks with a right proof, for one invitation: at once, and within some time, in ms. Each is one guess at 24 bits. */
const AT_ONCE = 8;
const ASKS = 24;
const ASKS_WITHIN = 10 * 60_000;

/** Answers those who come with one invitation (CIR3), each by a machine of their own. */
export const keepDoor = (door: Door): { hear(peer: Duplex): Visit } => {
  let asks: number[] = [];
  const visits = new Map<string, () => void>();

  /** Counts an ask; whether it is too many. A device that asks again gives up its earlier visit. */
  const isTooMany = (key: string, end: () => void): boolean => {
    const now = door.now();
    asks = asks.filter((at) => Math.abs(now - at) < ASKS_WITHIN);
    if (asks.length >= ASKS) return true;
    asks.push(now);
    visits.get(key)?.();
    if (visits.size >= AT_ONCE) return true;
    visits.set(key, end);
    return false;
  };

  const hear = (peer: Duplex): Visit => {
    const { seen, set } = observed<VisitState>({ step: 'atTheDoor' });
    const stops: (() => void)[] = [];
    const nonce = door.random(32);
    let next: 'ask' | 'reveal' | undefined = 'ask';
    let asked: { newcomer: Newcomer; commit: string; role: string; household: boolean } | undefined;
    let right: number | undefined;

    const isDone = (): boolean => seen.state.step === 'over' || seen.state.step === 'letIn';
    const release = (): void => {
      for (const stop of stops) stop();
      if (visits.get(peer.key) === gone) visits.delete(peer.key);
    };
    const over = (why: Why | 'gone' | 'broken'): void => {
      if (isDone()) return;
      release();
      set({ step: 'over', why });
      if (why === 'gone' || why === 'broken') return peer.close();
      peer.send(say({ type: 'closed', why }));
      // The newcomer closes on hearing it; closing at once might swallow it.
      peer.onClose(door.later(LAST_WORD, () => peer.close()));
    };
    const gone = (): void => over('gone');

    const ask = async (message: Heard<'ask'>, bytes: Uint8Array): Promise<void> => {
      const { commit, keys, name, language } = message;
      if (keys.sign !== peer.key) return over('broken');
      const said = await askBytes(door.invitation, peer.key, door.keys.sign, message);
      const isProven = await verify(door.invitation, 'ask', said, bytesOf(message.proof));
      const request = toText(await hash(bytes));
      if (isDone()) return;
      if (!isProven) return over('broken');
      const standing = door.standing();
      if (!standing.ok) return over(standing.refusal);
      if (isTooMany(peer.key, gone)) return over('busy');
      const { role, household } = standing.value;
      asked = { newcomer: { keys, name, language, request }, commit, role, household };
      next = 'reveal';
      const { circle, plan } = door;
      const own = { keys: door.keys, nonce: toText(nonce) };
      peer.send(say({ type: 'heard', circle, plan, ...own, role, household }));
    };

    const reveal = async (newcomerNonce: string): Promise<void> => {
      if (!asked) return over('broken');
      const { newcomer, commit, role, household } = asked;
      const committed = await hash(bytesOf(newcomerNonce));
      if (!equal(committed, bytesOf(commit))) return over('broken');
      const { circle, invitation } = door;
      const words = await wordsOf({
        ...{ circle, invitation, role, household, name: newcomer.name },
        ...{ newcomer: newcomer.keys, insider: door.keys, nonce: toText(nonce), newcomerNonce },
      });
      if (isDone()) return;
      outOfPatience();
      const four = fourSets(words, door.random);
      right = four.right;
      set({ step: 'pick', newcomer, sets: four.sets });
    };

    const onMessage = (bytes: Uint8Array): void => {
      const message = parseMessage(bytes);
      if (!message && next === 'ask' && isOtherVersion(bytes)) return over('otherVersion');
      if (!message || message.type !== next) return over('broken');
      next = undefined;
      if (message.type === 'ask') void ask(message, bytes);
      else if (message.type === 'reveal') void reveal(message.nonce);
    };

    const outOfPatience = door.later(PATIENCE, gone);
    stops.push(outOfPatience, peer.onMessage(onMessage), peer.onClose(gone));

    return {
      get state() {
        return seen.state;
      },
      onState: (listener) => seen.onState(listener),
      pick(index) {
        const { state } = seen;
        if (state.step === 'over') return refuse(state.why);
        if (state.step !== 'pick') return refuse('gone');
        const standing = door.standing();
        const why = standing.ok ? 'wrongWords' : standing.refusal;
        if (!standing.ok || index !== right) {
          over(why);
          return refuse(why);
        }
        set({ step: 'picked', newcomer: state.newcomer });
        peer.send(say({ type: 'picked' }));
        return ok(state.newcomer);
      },
      letIn(records, today) {
        const { state } = seen;
        if (state.step !== 'picked') return refuse('gone');
        release();
        // What is too long to be shown at once is not: it comes with the plan.
        const short = today !== undefined && today.length <= LARGEST ? { today } : {};
        peer.send(say({ type: 'letIn', records: records.map(toText), ...short }));
        set({ step: 'letIn', newcomer: state.newcomer });
        return ok(undefined);
      },
      notNow: () => over('notNow'),
    };
  };
  return { hear };
};
