import type { KnownBody } from '../../../../src/lib/domain/circle/record';
import { fromText } from '../../../../src/lib/ledger/bytes';
import { deriveJoinRoom, type RoomSecrets } from '../../../../src/lib/ledger/deriveRoom';
import { generateKeys, identityFrom, type Identity } from '../../../../src/lib/ledger/identity';
import { decodeInvitation } from '../../../../src/lib/ledger/join/invitation';
import { seedKey } from '../../../../src/lib/ledger/join/seedKey';
import { encodeRecord } from '../../../../src/lib/ledger/logRecord';
import { encodeMessage } from '../../../../src/lib/ledger/sync/messages';
import { RawLine, until, type RawCall } from './rawLine';

/** All that somebody could come by who was never let in. */
interface Stolen {
  readonly room: RoomSecrets;
  readonly circle: string;
  /** The newest records of the log. */
  readonly heads: readonly string[];
  /** Public keys of those who are in. */
  readonly members: readonly string[];
  /** An envelope of the team, as text. */
  readonly envelope: string;
}

const bytesOf = (text: string): Uint8Array => fromText(text) ?? new Uint8Array(0);

/** What a piece on the wire is, by its first bytes: anything but the first three is more than a stranger may hear. */
const nameOf = (piece: Uint8Array): string => {
  const ops: Record<number, string> = { 1: 'hello', 2: 'proof', 3: 'welcome', 6: 'good-bye' };
  if (piece[0] !== 0) return `a frame of kind ${piece[0]}`;
  return ops[piece[1] ?? 0] ?? `control ${piece[1]}`;
};

/** What a member would say first, and what a stranger would have them take in: frames of kind 2. */
const messages = async (me: Identity, stolen: Stolen): Promise<Uint8Array[]> => {
  const admit = {
    type: 'admit' as const,
    device: me.keys,
    name: 'Somebody',
    persons: [],
    role: 'steer',
    household: true,
    invitation: me.keys.sign,
    request: me.keys.sign,
  } satisfies KnownBody;
  const at = new Date().toISOString();
  const record = await encodeRecord(me, { prev: stolen.heads, at, body: admit });
  const hello = { log: '', parts: { team: '', household: '' }, readings: {} };
  return Promise.all([
    encodeMessage({ type: 'hello', hello }),
    encodeMessage({ type: 'log', hashes: [] }),
    encodeMessage({ type: 'want', want: { part: 'team', from: {} } }),
    encodeMessage({ type: 'want', want: { part: 'household', from: {} } }),
    encodeMessage({ type: 'records', records: [record] }),
    encodeMessage({ type: 'envelopes', envelopes: [bytesOf(stolen.envelope)] }),
  ]);
};

/** Every way in that a stranger has, one after another, and what came of each. */
export const stranger = async (stolen: Stolen, link: string) => {
  const me = await identityFrom(await generateKeys());
  const said = await messages(me, stolen);
  const handshaker = (scope: string) => ({
    scope,
    key: me.keys.sign,
    sign: (bytes: Uint8Array) => me.sign('peer', bytes),
    admits: () => true,
  });
  /** As if they had been welcomed. */
  const goOn = (call: RawCall): void => {
    call.send(0, Uint8Array.of(3));
    for (const message of said) call.send(2, message);
  };
  const [member = ''] = stolen.members;

  const tries: Record<string, (calls: readonly RawCall[]) => Promise<unknown>> = {
    'as themselves': (calls) =>
      Promise.all(
        calls.map(async (call) => {
          await call.greet(handshaker(stolen.circle));
          goOn(call);
        }),
      ),
    'under a key of the circle': (calls) =>
      Promise.all(
        calls.map(async (call) => {
          await call.greet({ ...handshaker(stolen.circle), key: member });
          goOn(call);
        }),
      ),
    // Everything goes back to where it came from.
    'as a mirror': (calls) => Promise.all(calls.map((call) => handOver(call, call))),
    // Everything goes on to the other one.
    'in between': ([one, other]) =>
      one && other
        ? Promise.all([handOver(one, other), handOver(other, one)])
        : Promise.reject(new Error('two did not call')),
    'without a word': async (calls) => calls.forEach(goOn),
  };

  const ways = [];
  for (const [way, work] of Object.entries(tries)) {
    const line = await RawLine.into(stolen.room);
    const calls = await line.called(stolen.members.length);
    await work(calls);
    await until(() => calls.every((call) => call.isOver));
    ways.push({
      way,
      calls: calls.length,
      came: calls.flatMap(({ pieces }) => pieces.map(nameOf)),
    });
    line.leave();
  }
  return { ways, atTheDoor: await atTheDoor(link, said, handshaker) };
};

/** Hands each piece of one call over to another, as it is, until one of them ends. */
const handOver = async (from: RawCall, to: RawCall): Promise<void> => {
  for (let at = 0; ; at += 1) {
    await until(() => from.pieces.length > at || from.isOver || to.isOver);
    const piece = from.pieces[at];
    if (!piece) return;
    to.send(piece[0] ?? 0, piece.subarray(1));
  }
};

/** In the room of an invitation everybody is heard. Answers the messages that came of what nobody asked for there. */
const atTheDoor = async (
  link: string,
  said: readonly Uint8Array[],
  handshaker: (scope: string) => Parameters<RawCall['greet']>[0],
): Promise<string[]> => {
  const read = await decodeInvitation(new URL(link).hash.slice(1));
  if (!read.ok) throw new Error(read.refusal);
  const { seed } = read.value;
  const { invitation } = await seedKey(seed);
  const came: string[] = [];
  for (const message of said) {
    const line = await RawLine.into(await deriveJoinRoom(seed));
    const [call] = await line.called(1);
    const refusal = await call?.greet(handshaker(invitation));
    if (refusal !== undefined) throw new Error(`not heard at the door: ${refusal}`);
    call?.send(2, message);
    await until(() => call?.isOver ?? true);
    came.push(...(call?.pieces.filter(([kind]) => kind === 2).map(nameOf) ?? []));
    line.leave();
  }
  return came;
};
