import type { DeviceKeys } from '../../domain/circle/record';
import { fromText, hash, toText } from '../bytes';
import type { Duplex } from './duplex';
import type { Invitation } from './invitation';
import { askBytes, LARGEST_LOG, parseMessage, say, type Heard, type Why } from './messages';
import { observed, type Observed } from './observed';
import { seedKey } from './seedKey';
import { wordsOf, type Words } from './words';

/** What the newcomer would come into, as the other end says; proven only by the log that comes with `letIn`. */
export interface Offered {
  readonly plan: string;
  readonly role: string;
  readonly household: boolean;
}

/** How joining goes for the one who joins. */
export type NewcomerState =
  | { readonly step: 'asking' }
  /** To be said aloud to the person inside. */
  | { readonly step: 'words'; readonly words: Words; readonly offered: Offered }
  /** They were found; what is needed is being made. */
  | { readonly step: 'waiting'; readonly words: Words; readonly offered: Offered }
  /**
   * The whole log, as it came: still to be judged; and what they say that may be shown until the plan is here, still to be parsed.
   * The connection stays open for what follows.
   */
  | {
      readonly step: 'letIn';
      readonly records: readonly Uint8Array[];
      readonly today: string | undefined;
    }
  /** `gone`: the other end is no longer there; `broken`: it said what does not belong here. */
  | { readonly step: 'over'; readonly why: Why | 'gone' | 'broken' };

/** What a newcomer brings along. */
export interface Asking {
  readonly invitation: Invitation;
  /** The keys this device made for the circle; the connection has proven the one that signs. */
  readonly keys: DeviceKeys;
  /** As `cleanName` gives it, not empty. */
  readonly name: string;
  /** A language code, at most 40 letters. */
  readonly language: string;
  /** So many random bytes. */
  random(length: number): Uint8Array;
  /** Runs something after that many ms unless it is called off. */
  later(ms: number, run: () => void): () => void;
}

export interface Joining extends Observed<NewcomerState> {
  /** The newcomer thinks better of it. */
  leave(): void;
}

/** A person need not do anything until the words are there, in ms. */
const PATIENCE = 30_000;

/** Asks to be let in on a connection to somebody inside (CIR3). A new nonce for each connection. */
export const askToJoin = (peer: Duplex, asking: Asking): Joining => {
  const { invitation, keys, name, language } = asking;
  const { seen, set } = observed<NewcomerState>({ step: 'asking' });
  const stops: (() => void)[] = [];
  const key = seedKey(invitation.seed);
  const nonce = asking.random(32);
  /** What may come next; nothing while something is being worked out. */
  let next: 'heard' | 'picked' | 'letIn' | undefined;

  const isDone = (): boolean => seen.state.step === 'over' || seen.state.step === 'letIn';
  const over = (why: Why | 'gone' | 'broken'): void => {
    if (isDone()) return;
    release();
    set({ step: 'over', why });
    peer.close();
  };
  const release = (): void => {
    for (const stop of stops) stop();
  };

  const ask = async (): Promise<void> => {
    const commit = toText(await hash(nonce));
    const said = await askBytes((await key).invitation, keys.sign, peer.key, { commit, name });
    const proof = toText(await (await key).signAsk(said));
    if (isDone()) return;
    next = 'heard';
    peer.send(say({ type: 'ask', v: 1, commit, keys, name, language, proof }));
  };

  const hear = async (heard: Heard<'heard'>): Promise<void> => {
    const { circle, role, household, plan } = heard;
    if (circle !== invitation.circle || heard.keys.sign !== peer.key) return over('broken');
    const newcomerNonce = toText(nonce);
    const words = await wordsOf({
      ...{ circle, role, household, name, nonce: heard.nonce, newcomerNonce },
      invitation: (await key).invitation,
      ...{ newcomer: keys, insider: heard.keys },
    });
    if (isDone()) return;
    notHeard();
    next = 'picked';
    peer.send(say({ type: 'reveal', nonce: newcomerNonce }));
    set({ step: 'words', words, offered: { plan, role, household } });
  };

  const onMessage = (bytes: Uint8Array): void => {
    const message = parseMessage(bytes, next === 'letIn' ? LARGEST_LOG : undefined);
    if (message?.type === 'closed') return over(message.why);
    if (!message || message.type !== next) return over('broken');
    next = undefined;
    const { state } = seen;
    if (message.type === 'heard') void hear(message);
    else if (message.type === 'picked' && state.step === 'words') {
      next = 'letIn';
      set({ ...state, step: 'waiting' });
    } else if (message.type === 'letIn') {
      const records = message.records.map(fromText);
      if (!records.every((record) => record !== undefined)) return over('broken');
      // Whatever comes from now on is for whoever listens as soon as this is said.
      release();
      set({ step: 'letIn', records, today: message.today });
    }
  };

  const notHeard = asking.later(PATIENCE, () => over('notHere'));
  stops.push(
    notHeard,
    peer.onMessage(onMessage),
    peer.onClose(() => over('gone')),
  );
  void ask();
  return {
    get state() {
      return seen.state;
    },
    onState: (listener) => seen.onState(listener),
    leave: () => over('gone'),
  };
};
