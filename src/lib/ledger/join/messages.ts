import * as z from 'zod/mini';
import { DeviceKeys } from '../../domain/circle/record';
import { concat, fromText, hash, utf8 } from '../bytes';
import { isName } from './name';

// The probe for `eval` would break the page's content security policy.
z.config({ jitless: true });

/** In bytes: every message but the one that brings the whole log. */
export const LARGEST = 65_536;
/** In bytes: the message that brings the whole log. */
export const LARGEST_LOG = 4_194_304;

const bytes16 = z.string().check(z.regex(/^[\w-]{21}[AQgw]$/));
const bytes32 = z.string().check(z.regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/));
const bytes64 = z.string().check(z.regex(/^[\w-]{85}[AQgw]$/));
const code = z.string().check(z.minLength(1), z.maxLength(40));

/** Why an ask comes to its end without anybody being let in. */
const Why = z.enum([
  /** Other words were picked than the newcomer sees. */
  'wrongWords',
  /** A person inside said so. */
  'notNow',
  'expired',
  'revoked',
  'used',
  /** Too many have asked with this invitation in the last minutes. */
  'busy',
  /** Those who answer do not know this invitation (yet). */
  'notHere',
  /** The newcomer's app speaks another version. */
  'otherVersion',
]);
export type Why = z.infer<typeof Why>;

/** By their `type`. */
const messages = {
  /** Newcomer: may I? `commit` is the hash of a nonce; `proof` is the invitation's signature. */
  ask: z.object({
    type: z.literal('ask'),
    v: z.literal(1),
    commit: bytes32,
    keys: DeviceKeys,
    name: z.string().check(z.refine(isName, 'notAName')),
    language: code,
    proof: bytes64,
  }),
  /** Insider: what you would come into, and my nonce. */
  heard: z.object({
    type: z.literal('heard'),
    circle: bytes16,
    plan: z.string().check(z.minLength(1), z.maxLength(256)),
    keys: DeviceKeys,
    nonce: bytes32,
    role: code,
    household: z.boolean(),
  }),
  /** Newcomer: this is the nonce I had bound myself to. */
  reveal: z.object({ type: z.literal('reveal'), nonce: bytes32 }),
  /** Insider: somebody found your words; you are being let in. */
  picked: z.object({ type: z.literal('picked') }),
  /**
   * Insider: the log of the circle, oldest record first, each as text. `today`: what the newcomer may show until the plan
   * itself is there, as JSON; nothing is built on it.
   */
  letIn: z.object({
    type: z.literal('letIn'),
    records: z.array(z.string().check(z.maxLength(100_000))).check(z.maxLength(20_000)),
    today: z.optional(z.string().check(z.maxLength(LARGEST))),
  }),
  closed: z.object({ type: z.literal('closed'), why: Why }),
};
export type Message = z.infer<(typeof messages)[keyof typeof messages]>;
export type Heard<Type extends Message['type']> = Extract<Message, { type: Type }>;

export const say = (message: Message): Uint8Array => utf8(JSON.stringify(message));

/**
 * Reads what the other end said, at most `most` bytes; `undefined` when it is none of these. Total, whatever bytes
 * come in.
 */
export const parseMessage = (bytes: Uint8Array, most = LARGEST): Message | undefined => {
  if (bytes.length > most) return undefined;
  const json = jsonOf(bytes);
  const type = Typed.safeParse(json).data?.type;
  return type !== undefined && isKnown(type) ? messages[type].safeParse(json).data : undefined;
};

const Typed = z.object({ type: z.string() });

const isKnown = (type: string): type is Message['type'] => Object.hasOwn(messages, type);

/** Whether this is an ask of an app that speaks another version of the protocol. */
export const isOtherVersion = (bytes: Uint8Array): boolean => {
  if (bytes.length > LARGEST) return false;
  const ask = z.object({ type: z.literal('ask'), v: z.number() }).safeParse(jsonOf(bytes)).data;
  return ask !== undefined && ask.v !== 1;
};

const jsonOf = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
};

/** The bytes of a text whose shape was checked before. */
export const bytesOf = (text: string): Uint8Array => fromText(text) ?? new Uint8Array(0);

/**
 * What the invitation signs in an ask: who asks whom, so that it means nothing on another connection. `newcomer` and
 * `insider` are the keys that the connection itself has proven.
 */
export const askBytes = async (
  invitation: string,
  newcomer: string,
  insider: string,
  { commit, name }: { readonly commit: string; readonly name: string },
): Promise<Uint8Array> =>
  concat(...[invitation, newcomer, insider, commit].map(bytesOf), await hash(utf8(name)));
