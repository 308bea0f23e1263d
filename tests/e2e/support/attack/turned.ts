import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { hash, randomBytes, toText } from '../../../../src/lib/ledger/bytes';
import { decodeRecord } from '../../../../src/lib/ledger/logRecord';
import {
  decodeMessage,
  encodeMessage,
  type Message,
} from '../../../../src/lib/ledger/sync/messages';
import { Assembler } from '../../../../src/lib/peers/frames';
import { Held } from './heldBy';
import { RawLine, until, type RawCall } from './rawLine';

/** Kinds of frames on the wire. */
const ofYWebrtc = 1;
const message = 2;
const presence = 3;

/** A device that was let in, and is used with an app of somebody's own: its keys, and none of its manners. */
export class Turned {
  readonly held: Held;
  #line: RawLine | undefined;
  #calls: RawCall[] = [];

  constructor(held: Held) {
    this.held = held;
  }

  static async of(plan: string): Promise<Turned> {
    return new Turned(await Held.of(plan));
  }

  /** Goes to where the circle meets, under a new name; answers for each who called whether they were let in. */
  async meet(others: number): Promise<boolean[]> {
    this.#line?.leave();
    this.#line = await RawLine.into(await this.held.room());
    this.#calls = await this.#line.called(others);
    const refusals = this.#calls.map((call) => call.greet(this.held.handshaker));
    return (await Promise.all(refusals)).map((refusal) => refusal === undefined);
  }

  /** The same again until nobody keeps this device out any more. */
  async meetOnceForgiven(others: number): Promise<void> {
    const end = performance.now() + 60_000;
    while (!(await this.meet(others)).every(Boolean))
      if (performance.now() > end) throw new Error('kept out for ever');
  }

  get isConnected(): boolean[] {
    return this.#calls.map((call) => !call.isOver);
  }

  /** Says all of this to all, and waits until it was taken in. */
  async say(messages: readonly Message[]): Promise<void> {
    const bytes = await Promise.all(messages.map(encodeMessage));
    await Promise.all(
      this.#calls.map(async (call) => {
        for (const one of bytes) call.send(message, one);
        // What is asked after it is answered after it.
        const before = await had(call);
        const hello = { log: '', parts: { team: '' }, readings: {} };
        call.send(message, await encodeMessage({ type: 'hello', hello }));
        const end = performance.now() + 30_000;
        while ((await had(call)) === before && !call.isOver) {
          if (performance.now() > end) throw new Error('never answered');
          await call.more();
        }
      }),
    );
  }

  /** How many envelopes came over the connections that stand. */
  async came(): Promise<number> {
    const all = await Promise.all(this.#calls.map(heard));
    return all.flat().filter(({ type }) => type === 'envelopes').length;
  }

  /**
   * Does harm to each of those who are connected, each in another way, until they have all hung up. Answers what each said to
   * the next who came with the key of this device.
   */
  async harm(...ways: readonly (keyof typeof harms)[]): Promise<(string | undefined)[]> {
    // A way back that is open by then: nobody is kept out for long the first time.
    const back = await RawLine.into(await this.held.room());
    const calls = await back.called(ways.length);
    await Promise.all(
      this.#calls.map(async (call, at) => {
        await harms[ways[at] ?? 'nonsense'](call);
        await until(() => call.isOver, 60_000);
      }),
    );
    const said = await Promise.all(calls.map((call) => call.greet(this.held.handshaker)));
    back.leave();
    return said;
  }

  leave(): void {
    this.#line?.leave();
  }

  /** Everything that somebody who may only read could send to have their words stand in the plan. */
  async forgeries(words: string): Promise<Message[]> {
    const { held } = this;
    const { identity, ledger } = held;
    const at = new Date().toISOString();
    const records = held.parts.get('circle')?.envelopes ?? [];
    const decoded = await Promise.all(records.map(decodeRecord));
    const genesis = decoded.flatMap((one) =>
      one.ok && one.value.record.body.type === 'genesis' ? [one.value.record.hash] : [],
    );
    const first = [...ledger.circle.devices.values()].find(({ letInBy }) => letInBy === undefined);
    const own = ledger.circle.devices.get(identity.device);
    if (!first || !own) throw new Error('not in the circle');
    const written = () => held.write(words, at);
    const rights = { role: 'steer', household: true, persons: [...own.persons, ...first.persons] };
    const promotion = await held.record({ type: 'changeRole', device: own.device, ...rights }, at);
    const demotion = await held.record(
      { type: 'changeRole', device: first.device, ...rights, role: 'see', household: false },
      at,
    );
    const said: readonly (readonly [string, Parameters<Held['seal']>[1]])[] = [
      ['as it is', {}],
      ['naming nothing of the log', { members: [] }],
      ['naming its beginning alone', { members: genesis }],
      ['naming a right that nobody gave', { members: [toText(await hash(promotion))] }],
      ['under another’s name', { identity: { ...identity, device: first.device } }],
      ['as the present state of all', { kind: 'start' }],
      ['building on nothing', { after: [] }],
    ];
    const envelopes = await Promise.all(said.map(([, lie]) => held.seal(written(), lie)));
    return [
      { type: 'records', records: [promotion, demotion] },
      ...envelopes.map((one): Message => ({ type: 'envelopes', envelopes: [one] })),
    ];
  }
}

/** What a call said, message by message. */
const heard = async (call: RawCall): Promise<Message[]> => {
  const assembler = new Assembler();
  const frames = call.pieces.map((piece) => assembler.take(piece));
  const bytes = frames.flatMap((frame) =>
    typeof frame === 'object' && frame.kind === message ? [frame.bytes] : [],
  );
  const decoded = await Promise.all(bytes.map(decodeMessage));
  return decoded.flatMap((one) => (one.ok ? [one.value] : []));
};

/** How often a call said how far the team's document is there. */
const had = async (call: RawCall): Promise<number> =>
  (await heard(call)).filter(({ type }) => type === 'have').length;

/** What hurts a connection that was let in. */
const harms = {
  /** Messages that are none. */
  nonsense: async (call: RawCall): Promise<void> => {
    for (let n = 0; n < 30; n += 1) call.send(message, randomBytes(200));
  },
  /** Pieces of no kind that there is. */
  noFrames: async (call: RawCall): Promise<void> => {
    for (let n = 0; n < 10; n += 1) call.send(9, randomBytes(2_000));
  },
  /** The same, and always another of it, as fast as the network takes it, until nobody listens any more. */
  flood: async (call: RawCall): Promise<void> => {
    const end = performance.now() + 60_000;
    for (let n = 0; !call.isOver && performance.now() < end; n += 1) {
      const hello = { log: `${n}`, parts: { team: `${n}` }, readings: {} };
      const bytes = await encodeMessage({ type: 'hello', hello });
      for (let again = 0; again < 500; again += 1) call.send(message, bytes);
      await call.drained();
    }
  },
  /** That others are somewhere else, or gone. */
  forgedPresence: async (call: RawCall): Promise<void> => {
    call.send(presence, randomBytes(1_000));
    const clients = lobbyNames(call);
    for (let clock = 1; clock < 9; clock += 1)
      call.send(ofYWebrtc, awareness([...clients, 1, 2, 3], clock * 1_000));
  },
} satisfies Record<string, (call: RawCall) => Promise<void>>;

/** Under which names others are in y-webrtc's lobby, as this call told. */
const lobbyNames = (call: RawCall): number[] => {
  const told = call.pieces.filter(([kind, type]) => kind === ofYWebrtc && type === 1);
  return told.flatMap((piece) => {
    const outer = decoding.createDecoder(piece.subarray(2));
    const inner = decoding.createDecoder(decoding.readVarUint8Array(outer));
    return decoding.readVarUint(inner) > 0 ? [decoding.readVarUint(inner)] : [];
  });
};

/** A frame of y-webrtc: these are gone. */
const awareness = (clients: readonly number[], clock: number): Uint8Array => {
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, clients.length);
  for (const client of clients) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, clock);
    encoding.writeVarString(inner, 'null');
  }
  const outer = encoding.createEncoder();
  encoding.writeVarUint(outer, 1);
  encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
  return encoding.toUint8Array(outer);
};
