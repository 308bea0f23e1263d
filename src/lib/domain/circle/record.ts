import * as z from 'zod/mini';

// The probe for `eval` would break the page's content security policy.
z.config({ jitless: true });

/**
 * What can stand in the log of who is in a circle (CIR1). Binary strings are base64url without padding,
 * written in their one canonical way; texts and lists have an end, because anybody in the circle can write them.
 */
const bytes16 = z.string().check(z.regex(/^[\w-]{21}[AQgw]$/));
const bytes32 = z.string().check(z.regex(/^[\w-]{42}[AEIMQUYcgkosw048]$/));
/** At most `most` characters; a pair of surrogates is one. */
const text = (most: number) =>
  z
    .string()
    .check(z.refine((value) => value.length <= 2 * most && [...value].length <= most, 'tooLong'));
const code = text(40);
const id = z.string().check(
  z.minLength(1),
  z.refine((value) => value.length <= 256 && [...value].length <= 128, 'tooLong'),
);
const persons = z.array(id).check(z.maxLength(16));
const instant = z.string().check(
  z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/),
  z.refine((value) => !Number.isNaN(Date.parse(value)), 'notAnInstant'),
);
const part = text(140);

/** Hash of the keys of a device, 16 bytes. */
export type DeviceId = string;
/** Hash of the genesis record, its first 16 bytes. */
export type CircleId = string;
/** SHA-256, 32 bytes. */
export type Hash = string;

/** What has a key of its own: a plan's three documents, and the room in which the circle meets. */
export type CirclePart = 'team' | 'household' | 'room' | `mine/${string}`;

/** The public keys of a device: Ed25519 to sign, X25519 to agree. */
export const DeviceKeys = z.object({ sign: bytes32, agree: bytes32 });
export type DeviceKeys = z.infer<typeof DeviceKeys>;

/** A STUN or TURN server, as browsers take them; one that relays asks for a name and a password. */
export const CircleServer = z
  .object({
    urls: z
      .string()
      .check(z.maxLength(200), z.regex(/^(stun|turn)s?:[^\s/?#@]+(\?transport=(udp|tcp))?$/i)),
    username: z.exactOptional(text(200)),
    credential: z.exactOptional(text(200)),
  })
  .check(
    z.refine(({ urls, username, credential }) => /^s/i.test(urls) || (!!username && !!credential)),
  );
export type CircleServer = z.infer<typeof CircleServer>;

const name = text(80);
const household = z.boolean();

/** By their `type`. */
const bodies = {
  /** The first record. Its device steers and is household. `formerly`: what the keys of facts began with that it wrote alone. */
  genesis: z.object({
    type: z.literal('genesis'),
    plan: id,
    kind: code,
    device: DeviceKeys,
    name,
    persons,
    formerly: z.array(text(160)).check(z.maxLength(64)),
    salt: bytes32,
  }),
  /** The right to ask. `invitation` is an Ed25519 public key; no persons: somebody new, said when let in. */
  invite: z.object({
    type: z.literal('invite'),
    invitation: bytes32,
    role: code,
    household,
    persons,
    until: instant,
    shown: code,
  }),
  revokeInvite: z.object({ type: z.literal('revokeInvite'), invitation: bytes32 }),
  /** Lets a device in. `request`: hash of the signed request to join. */
  admit: z.object({
    type: z.literal('admit'),
    device: DeviceKeys,
    name,
    persons,
    role: code,
    household,
    invitation: bytes32,
    request: bytes32,
  }),
  /** A second device of the same people: their persons, their household, and their role or less. */
  addDevice: z.object({
    type: z.literal('addDevice'),
    device: DeviceKeys,
    name,
    role: z.exactOptional(code),
  }),
  /** Opens an epoch; the record's hash is its id. `sealed`: the key, for each reader. */
  rotate: z.object({
    type: z.literal('rotate'),
    part,
    commitment: bytes32,
    previous: z.array(bytes32).check(z.maxLength(64)),
    sealed: z.record(bytes16, text(8000)),
  }),
  changeRole: z.object({
    type: z.literal('changeRole'),
    device: bytes16,
    role: code,
    household,
    persons,
  }),
  /** Where the circle's devices find each other, and what may pass on between them; none: the place that the app came from. */
  setServers: z.object({
    type: z.literal('setServers'),
    servers: z.array(CircleServer).check(z.maxLength(4)),
    signaling: z
      .array(z.string().check(z.maxLength(200), z.regex(/^wss?:\/\/[^\s]+$/i)))
      .check(z.maxLength(2)),
  }),
  /** Two envelopes at one place (LED6): the ledger has checked the proof before this is read here. */
  fork: z.object({
    type: z.literal('fork'),
    device: bytes16,
    chain: bytes16,
    /** Two. */
    proof: z.array(text(24_000)).check(z.minLength(2), z.maxLength(2)),
  }),
};
export type KnownBody = z.infer<(typeof bodies)[keyof typeof bodies]>;

/** A body; `later`: of a newer version, which keeps its place in the log and changes nothing here. */
export type RecordBody = KnownBody | { readonly type: 'later'; readonly code: string };

/** How many heads a record names at most. */
export const mostHeads = 64;

/** What a writer signs, as JSON. */
const Written = z.object({
  device: bytes16,
  prev: z.array(bytes32).check(z.maxLength(mostHeads)),
  at: instant,
  body: z.looseObject({ type: code }),
});

/** What a writer says: `prev` are the heads of the log that they knew, `at` is their clock. */
export interface WrittenRecord {
  readonly device: DeviceId;
  readonly prev: readonly Hash[];
  readonly at: string;
  readonly body: RecordBody;
}

/** A record whose signature holds. `named`: the id of the device whose keys stand in the body. */
export interface LogRecord extends WrittenRecord {
  readonly hash: Hash;
  readonly named?: DeviceId;
}

/** Reads what somebody wrote; `undefined` when it is none. Total, whatever JSON comes in. */
export const parseWritten = (json: unknown): WrittenRecord | undefined => {
  if (!isPlain(json, 0)) return undefined;
  const written = Written.safeParse(json);
  if (!written.success) return undefined;
  const { body, ...rest } = written.data;
  if (!isKnown(body.type)) return { ...rest, body: { type: 'later', code: body.type } };
  const parsed = bodies[body.type].safeParse(body);
  return parsed.success ? { ...rest, body: parsed.data } : undefined;
};

const isKnown = (type: string): type is KnownBody['type'] => Object.hasOwn(bodies, type);

/** Whether JSON is shallow and has no key `__proto__`, which zod would leave out and others would not. */
const isPlain = (value: unknown, depth: number): boolean => {
  if (typeof value !== 'object' || value === null) return true;
  if (depth > 16 || Object.hasOwn(value, '__proto__')) return false;
  return Object.values(value).every((inner) => isPlain(inner, depth + 1));
};
