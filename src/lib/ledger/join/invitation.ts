import { CircleServer, type CircleId } from '../../domain/circle/record';
import { ok, refuse, type Result } from '../../domain/result';
import { ByteReader } from '../byteReader';
import { concat, equal, fromText, hash, toText, u32, utf8 } from '../bytes';
import { bytesOf } from './messages';

/** What a link carries: the right to ask, never to read (CIR3). */
export interface Invitation {
  /** 32 random bytes; whoever has them may ask. */
  readonly seed: Uint8Array;
  readonly circle: CircleId;
  /** ISO instant, in whole seconds. */
  readonly until: string;
  /** Large for a room, or in a message to somebody. */
  readonly shown: 'room' | 'sent';
  /** Where the circle's devices find each other besides the place that the link leads to; empty: nowhere else. */
  readonly signaling: string;
  /** A relay of theirs, so that who wants to be hidden can ask (PEER5); absent: they have none, or none short enough. */
  readonly relay: CircleServer | undefined;
}

/** `foreign`: there is no invitation in this; `damaged`: there was one, and something of it is missing or changed. */
export type LinkRefusal = 'foreign' | 'otherVersion' | 'damaged';

const FORMAT = 1;
const CHECK = 4;
/** Format, seed, circle, until, flags, in bytes. */
const HEAD = 54;
/** Bits of the flags; what a later version says with the others changes nothing here. */
const ROOM = 1;
const PLACES = 2;
/** Longer ones make a code that is hard to scan: then the circle's places are left out. In bytes. */
const MOST_PLACES = 160;
/** Nobody pastes more than a long mail, in UTF-16 units. */
const MOST = 100_000;

/** The fragment of the link, without `#`. */
export const encodeInvitation = async (invitation: Invitation): Promise<string> => {
  const places = placesOf(invitation);
  const said = concat(
    Uint8Array.of(FORMAT),
    invitation.seed,
    bytesOf(invitation.circle),
    u32(Math.floor(Date.parse(invitation.until) / 1000)),
    Uint8Array.of((invitation.shown === 'room' ? ROOM : 0) | (places.length > 0 ? PLACES : 0)),
    places.length > 0 ? concat(Uint8Array.of(places.length), places) : places,
  );
  return `i=${toText(concat(said, await checkOf(said)))}`;
};

/**
 * Finds the invitation in a fragment, a link, or a message with a link in it, also where a mail broke it into lines.
 * Total: any text gives an invitation or a refusal.
 */
export const decodeInvitation = async (text: string): Promise<Result<Invitation, LinkRefusal>> => {
  // Spaces, what cannot be seen, and the marks that mails put before quoted lines.
  const dense = text.slice(0, MOST).replace(/[\s\p{Cf}>]+/gu, '');
  const letters = /(?:#|^)i=([\w-]*)/.exec(dense)?.[1];
  if (letters === undefined) return refuse('foreign');
  // What a person wrote behind the link may stick to it now.
  const bytes = (await checked(letters.slice(0, lengthOf(letters)))) ?? (await checked(letters));
  if (!bytes) return refuse('damaged');
  if (bytes[0] !== FORMAT) return refuse('otherVersion');
  const reader = new ByteReader(bytes.subarray(1));
  const [seed, circle] = [reader.take(32), reader.take(16)];
  const [until, flags] = [reader.u32(), reader.u8()];
  const places = flags & PLACES ? readPlaces(reader.take(reader.u8())) : nowhere;
  if (!reader.isWhole) return refuse('damaged');
  return ok({
    seed: seed.slice(),
    circle: toText(circle),
    until: new Date(until * 1000).toISOString(),
    shown: flags & ROOM ? 'room' : 'sent',
    ...places,
  });
};

type Places = Pick<Invitation, 'signaling' | 'relay'>;
const nowhere: Places = { signaling: '', relay: undefined };

/** A line each: signalling, relay, name, password. Empty: there is nothing to say. */
const placesOf = ({ signaling, relay }: Places): Uint8Array => {
  const lines = [signaling, relay?.urls ?? '', relay?.username ?? '', relay?.credential ?? ''];
  const said = utf8(lines.join('\n').trimEnd());
  return said.length <= MOST_PLACES && lines.every((line) => !line.includes('\n'))
    ? said
    : new Uint8Array(0);
};

/** What is not as browsers take it is left out: it never keeps anybody from asking. */
const readPlaces = (said: Uint8Array): Places => {
  const [signaling = '', urls, username, credential] = new TextDecoder().decode(said).split('\n');
  const relay = CircleServer.safeParse({ urls, username, credential }).data;
  return { signaling: /^wss?:\/\/\S+$/i.test(signaling) ? signaling : '', relay };
};

/** How many letters an invitation that begins with these has. */
const lengthOf = (letters: string): number => {
  const head = fromText(letters.slice(0, 76));
  const places = head && (head[HEAD - 1] ?? 0) & PLACES ? 1 + (head[HEAD] ?? 0) : 0;
  return Math.ceil(((HEAD + places + CHECK) * 8) / 6);
};

/** In every version, the last bytes tell whether the others came as they were sent. */
const checked = async (letters: string): Promise<Uint8Array | undefined> => {
  const bytes = fromText(letters);
  if (!bytes || bytes.length <= CHECK) return undefined;
  const said = bytes.subarray(0, -CHECK);
  return equal(await checkOf(said), bytes.subarray(-CHECK)) ? said : undefined;
};

const checkOf = async (said: Uint8Array): Promise<Uint8Array> =>
  (await hash(said)).subarray(0, CHECK);
