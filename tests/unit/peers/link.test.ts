import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import * as encoding from 'lib0/encoding';
import { connected, end, introduce, type End } from '../../component/peers/call';
import { AwarenessGate } from '../../../src/lib/peers/awarenessGate';
import { FRAME, PIECE } from '../../../src/lib/peers/frames';
import { Link, type LinkEnd } from '../../../src/lib/peers/link';
import { OP } from '../../../src/lib/peers/handshake';
import { readSignal, writeSignal, type Signal } from '../../../src/lib/peers/signal';
import { FakeConnection, type FakeChannel } from './fakeRtc';
import { device } from './people';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('RTCPeerConnection', FakeConnection);
});
afterEach(() => {
  for (const one of FakeConnection.open) one.close();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const [host = ''] = FakeConnection.finds;

/** Waits for something; the clock goes on a little with every look. */
const soon = (look: () => void) => vi.waitFor(look, { timeout: 20_000, interval: 5 });
const signals = ({ said }: End): Signal[] =>
  said.flatMap((one) => {
    const signal = readSignal(one);
    return signal ? [signal] : [];
  });
const offerOf = (one: End): Signal => {
  const [offer] = signals(one);
  if (!offer) throw new Error('no offer');
  return offer;
};
/** An answer to it that leads nowhere. */
const answerTo = (offer: Signal, more: Partial<Signal['description']> = {}): object =>
  writeSignal({
    ...{ ...offer, half: 'answer', session: 'teosteosteos', to: offer.session },
    description: { ...offer.description, ...more },
  });
/** The channels of two ends that are connected, the first one's first. */
const channels = (one: End): [FakeChannel, FakeChannel] => {
  const names = signals(one).map(({ description }) => description.ufrag);
  const own = FakeConnection.open.find(
    ({ ufrag, channel }) => names.includes(ufrag) && channel.other,
  );
  if (!own?.channel.other) throw new Error('not connected');
  return [own.channel, own.channel.other];
};
/** Marisol, who calls, and Teo, connected. */
const both = async () => {
  const [one, other] = [end(await device(), true), end(await device(), false)];
  introduce(one, other);
  const [a, b] = await connected(one, other);
  return { one, other, a, b };
};

/** A device that signs only once it is let go on. */
const slow = async () => {
  let goOn = (): void => {};
  const waits = new Promise<void>((resolve) => (goOn = resolve));
  const fast = await device();
  const sign = (bytes: Uint8Array) => waits.then(() => fast.sign(bytes));
  return { handshaker: { ...fast, sign }, goOn };
};

describe('PEER2: one call', () => {
  test('a large message comes whole, in pieces, also where nobody listens yet', async () => {
    const { one, a, b } = await both();
    const [channel] = channels(one);
    const message = crypto.getRandomValues(new Uint8Array(65_000));
    a.send(message);
    a.send(Uint8Array.of(7));
    await soon(() => expect(channel.sent.at(-1)).toEqual(Uint8Array.of(FRAME.message, 7)));
    expect(Math.max(...channel.sent.map(({ length }) => length))).toBe(PIECE);
    const got: Uint8Array[] = [];
    await soon(() => {
      b.onMessage((one) => got.push(one));
      expect(got).toEqual([message, Uint8Array.of(7)]);
    });
  });

  test('nothing of a message, a room or presence passes before both are proven, and no more than a handshake says', async () => {
    const early = [FRAME.message, FRAME.room, FRAME.presence].map((kind) => [
      Uint8Array.of(kind, 1),
    ]);
    const many = Array.from({ length: 6 }, () => Uint8Array.of(FRAME.control, OP.welcome));
    for (const pieces of [...early, many]) {
      const marisol = { ...(await device()), sign: () => new Promise<never>(() => {}) };
      const [one, other] = [end(marisol, true), end(await device(), false)];
      introduce(one, other);
      await soon(() => channels(one));
      for (const piece of pieces) channels(one)[1].send(piece);
      await soon(() => expect(one.peer.isTrying).toBe(false));
      expect([...one.links, ...one.events]).toEqual([]);
      // Nobody was proven: it counts against no key.
      expect(one.ground.admits(other.ground.handshaker.key)).toBe(true);
    }
  });

  test('an other end that goes silent is lost after twelve seconds, and nothing is held against it', async () => {
    const { one, a } = await both();
    const told: unknown[] = [];
    one.ground.onChange = (what) => told.push(what);
    for (const channel of channels(one)) channel.isCut = true;
    vi.advanceTimersByTime(12_000);
    expect(a.isOpen).toBe(true);
    vi.advanceTimersByTime(5_000);
    expect(a.isOpen).toBe(false);
    expect(one.events).toEqual(['connect', 'close']);
    expect(told).toContain('lost');
    expect(one.ground.live.size).toBe(0);
    expect(one.ground.admits(a.key)).toBe(true);
  });

  test('who is put in quarantine is told good-bye, and not let back in', async () => {
    const { one, other, a, b } = await both();
    a.quarantine();
    await soon(() => expect([a.isOpen, b.isOpen]).toEqual([false, false]));
    expect(one.ground.admits(a.key)).toBe(false);
    expect(other.ground.admits(b.key)).toBe(true);
    // The place rests here, and is free at once there: what Teo offers again does nothing.
    expect([one.events, other.events]).toEqual([['connect'], ['connect', 'close']]);
    const again = end(other.ground.handshaker, true);
    introduce(again, one);
    await soon(() => expect(again.said.length).toBeGreaterThan(0));
    expect(one.peer.isTrying).toBe(false);
    expect(one.events).toEqual(['connect']);
    vi.advanceTimersByTime(4_000);
    expect(one.events).toEqual(['connect', 'close']);
  });

  test('what comes after the handshake and is no good-bye is held against its key', async () => {
    const { one, a } = await both();
    const [, theirs] = channels(one);
    theirs.send(Uint8Array.of(FRAME.control, OP.hello));
    await soon(() => expect(a.isOpen).toBe(false));
    expect(one.ground.admits(a.key)).toBe(false);
  });

  test('a channel on which nobody says anything is given up after eight seconds', async () => {
    const [one, other] = [end(await device(), true), end(await device(), false)];
    introduce(one, other);
    await soon(() => expect(signals(other).length).toBeGreaterThan(0));
    for (const { channel } of FakeConnection.open) channel.isCut = true;
    await soon(() => channels(one));
    vi.advanceTimersByTime(7_000);
    expect(one.peer.isTrying).toBe(true);
    vi.advanceTimersByTime(1_000);
    expect([one.peer.isTrying, other.peer.isTrying]).toEqual([false, false]);
    expect([...one.links, ...other.links]).toEqual([]);
  });

  test('the other end closes, or its browser does: over, once, and who asks later hears of it too', async () => {
    for (const how of ['bye', 'closed', 'failed']) {
      const { one, other, a } = await both();
      const heard: string[] = [];
      a.onClose(() => heard.push('before'));
      a.onClose(() => heard.push('never'))();
      const [own, theirs] = channels(one);
      if (how === 'bye') other.peer.destroy();
      else if (how === 'closed') theirs.close();
      else {
        const connection = FakeConnection.open.find(({ channel }) => channel === own);
        // It may come back by itself.
        connection?.becomes('disconnected');
        expect(a.isOpen).toBe(true);
        connection?.becomes('failed');
      }
      await soon(() => expect(one.events).toEqual(['connect', 'close']));
      a.onClose(() => heard.push('after'));
      await soon(() => expect(heard).toEqual(['before', 'after']));
      expect(one.ground.live.size).toBe(0);
      expect(one.ground.admits(a.key)).toBe(true);
      other.peer.destroy();
    }
  });

  test('what is over lets go of its connection, and of every clock', async () => {
    const { one, other, a, b } = await both();
    a.send(new Uint8Array(10));
    one.peer.destroy();
    await soon(() => expect(b.isOpen).toBe(false));
    // A moment for the good-bye to get out.
    await soon(() => expect(FakeConnection.open).toEqual([]));
    vi.advanceTimersByTime(400);
    expect(vi.getTimerCount()).toBe(0);
    expect([one.ground.peers.size, other.ground.peers.size]).toEqual([0, 0]);
    a.send(Uint8Array.of(1));
    a.sendFrame(FRAME.room, Uint8Array.of(1));
    await a.drained();
    expect(a.waiting).toBe(0);
  });

  test('what ends with the last word of its handshake never opens', async () => {
    const { handshaker, goOn } = await slow();
    const [one, other] = [end(await device(), true), end(handshaker, false)];
    introduce(one, other);
    await soon(() => expect(channels(one)[0].onmessage).not.toBeNull());
    const [own] = channels(one);
    const { onmessage } = own;
    const last: { data: unknown }[] = [];
    const isWelcome = (piece: Uint8Array): boolean => piece[1] === OP.welcome;
    own.onmessage = (event) => {
      if (isWelcome(new Uint8Array(event.data as ArrayBuffer))) last.push(event);
      else onmessage?.(event);
    };
    goOn();
    await soon(() => expect([last.length, own.sent.some(isWelcome)]).toEqual([1, true]));
    for (const event of last) onmessage?.(event);
    one.peer.destroy();
    await soon(() => expect(other.events).toEqual(['connect', 'close']));
    expect([one.links, one.events, one.ground.live.size]).toEqual([[], [], 0]);
  });

  test('one that has no place, for a newer one has it, never opens, and its place rests', async () => {
    const [one, other] = [end(await device(), true), end(await device(), false)];
    one.ground.enter = () => false;
    introduce(one, other);
    await soon(() => expect(one.peer.isTrying).toBe(false));
    expect([one.links, one.events]).toEqual([[], []]);
    // Told so, the other end rests too.
    await soon(() => expect(other.links[0]?.isOpen).toBe(false));
    expect(other.events).toEqual(['connect']);
  });

  test('where codes are carried: nothing of a room passes before both are proven, and a lost way is the end', async () => {
    const { handshaker, goOn } = await slow();
    const [one, other] = [end(await device(), false), end(handshaker, false)];
    const [ends, opened]: [LinkEnd[], string[]] = [[], []];
    const calls: Link[] = [];
    const call = ({ ground }: End, role: 'offerer' | 'answerer', to: number) => {
      const link: Link = new Link(
        ground,
        role,
        (description) => void calls[to]?.hear(description),
        () => opened.push(role),
        (why) => ends.push(why),
        60_000,
      );
      return link;
    };
    calls.push(call(one, 'offerer', 1), call(other, 'answerer', 0));
    await soon(() => {
      for (const { channel } of FakeConnection.open) expect(channel.sent.length).toBeGreaterThan(0);
    });
    for (const link of calls) link.sendFrame(FRAME.room, Uint8Array.of(1));
    goOn();
    await soon(() => expect(opened).toHaveLength(2));
    const sent = FakeConnection.open.flatMap(({ channel }) => channel.sent.map(([kind]) => kind));
    expect(sent).not.toContain(FRAME.room);
    for (const connection of FakeConnection.open) connection.becomes('failed');
    for (const link of calls) link.close();
    expect(ends).toEqual(['closed', 'closed']);
  });

  test('what nobody listens to has an end', async () => {
    const { a, b } = await both();
    for (let at = 0; at < 3; at += 1) a.send(new Uint8Array(12_000_000));
    await soon(() => expect(b.isOpen).toBe(false));
  });

  test('a device that cannot sign, and a browser that takes or makes no description, end the attempt', async () => {
    const cannot = { ...(await device()), sign: () => Promise.reject(new Error('no key')) };
    const [one, other] = [end(cannot, true), end(await device(), false)];
    introduce(one, other);
    await soon(() => expect(one.events).toEqual(['close']));

    const ends: LinkEnd[] = [];
    const ended = (why: LinkEnd) => ends.push(why);
    const refuse = () => Promise.reject(new Error('not taken'));
    vi.spyOn(FakeConnection.prototype, 'setRemoteDescription').mockImplementation(refuse);
    const answers = new Link(one.ground, 'answerer', nobody, nobody, ended);
    const description = { ufrag: 'abcd', pwd: 'a'.repeat(22), setup: 'actpass' } as const;
    await answers.hear({ ...description, fingerprint: new Uint8Array(32), candidates: [] });
    vi.spyOn(FakeConnection.prototype, 'setLocalDescription').mockImplementation(refuse);
    new Link(one.ground, 'offerer', nobody, nobody, ended);
    await soon(() => expect(ends).toEqual(['broken', 'unreachable']));
    vi.restoreAllMocks();
  });

  test('what is given up while it is tried lets go likewise', async () => {
    const one = end(await device(), true);
    await soon(() => expect(FakeConnection.open[0]?.localDescription).toBeTruthy());
    expect(vi.getTimerCount()).toBeGreaterThan(1);
    one.peer.destroy();
    await soon(() => expect(FakeConnection.open).toEqual([]));
    vi.advanceTimersByTime(20);
    expect(vi.getTimerCount()).toBe(0);
    // Nor is anything told of one that is over before its browser has described it.
    const told = vi.fn();
    new Link(one.ground, 'offerer', told, nobody, nobody).close();
    await soon(() => expect(vi.getTimerCount()).toBe(1));
    vi.advanceTimersByTime(100);
    expect(told).not.toHaveBeenCalled();
  });

  test('who is not proven has no name', async () => {
    const one = end(await device(), true);
    await soon(() => expect(one.said.length).toBeGreaterThan(0));
    expect(() => new Link(one.ground, 'answerer', nobody, nobody, nobody).key).toThrow();
  });

  test('an attempt that nobody answers is given up after fifteen seconds; where codes are carried, a browser that gave up waits on', async () => {
    const one = end(await device(), true);
    await soon(() => expect(one.said.length).toBeGreaterThan(0));
    const ends: LinkEnd[] = [];
    const link = new Link(one.ground, 'offerer', nobody, nobody, (why) => ends.push(why), 60_000);
    for (const connection of FakeConnection.open) connection.becomes('failed');
    expect(one.events).toEqual(['close']);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(60_000);
    expect(ends).toEqual(['unreachable']);
    expect(link.isOpen).toBe(false);

    for (const isAnswered of [false, true]) {
      const other = end(await device(), true);
      const said: unknown[] = [];
      other.ground.onChange = (what) => said.push(what);
      await soon(() => expect(other.said).toHaveLength(1));
      if (isAnswered) other.peer.signal(answerTo(offerOf(other)));
      vi.advanceTimersByTime(14_000);
      expect(other.events).toEqual([]);
      vi.advanceTimersByTime(1_000);
      expect(other.events).toEqual(['close']);
      // Only who was found is one that could not be reached.
      expect(said.includes('unreachable')).toBe(isAnswered);
    }
  });
});

describe('PEER5: what is told of addresses', () => {
  const all = [
    host,
    'candidate:2 1 udp 1 203.0.113.9 50001 typ srflx raddr 0.0.0.0 rport 0',
    'candidate:3 1 udp 1 198.51.100.3 50002 typ relay raddr 0.0.0.0 rport 0',
  ];
  afterEach(() => void (FakeConnection.finds = [host]));
  const local = '0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f.local';

  test('hidden, only of a relay, and a name of the neighbourhood is not looked up', async () => {
    FakeConnection.finds = all;
    const one = end(await device(), true, { hidden: true });
    await soon(() => expect(one.said.length).toBeGreaterThan(0));
    const told = signals(one).flatMap(({ description }) => description.candidates);
    expect(new Set(told.map(({ kind }) => kind))).toEqual(new Set(['relay']));
    const { description } = offerOf(one);
    const more = [
      { kind: 'host', address: local, port: 5 },
      { kind: 'relay', address: '198.51.100.4', port: 6 },
    ] as const;
    one.peer.signal(answerTo(offerOf(one), { candidates: more }));
    const [connection] = FakeConnection.open.filter(({ ufrag }) => ufrag === description.ufrag);
    await soon(() => expect(connection?.addresses).toHaveLength(1));
    expect(connection?.addresses[0]).toContain('198.51.100.4');
  });

  test('all that is known at once, and again when more is found', async () => {
    const one = end(await device(), true);
    await soon(() => expect(FakeConnection.open[0]?.localDescription).toBeTruthy());
    vi.advanceTimersByTime(10);
    expect(signals(one)).toHaveLength(1);
    const [connection] = FakeConnection.open;
    connection?.onicecandidate?.({ candidate: { candidate: all[1] ?? '' } });
    connection?.onicecandidate?.({ candidate: { candidate: all[2] ?? '' } });
    vi.advanceTimersByTime(60);
    expect(signals(one).map(({ description }) => description.candidates.length)).toEqual([1, 3]);
    // Nothing is new: nothing is told.
    connection?.onicecandidate?.({ candidate: null });
    vi.advanceTimersByTime(60);
    expect(signals(one)).toHaveLength(2);
  });

  test('an address is tried once, however often it is told; those of somebody else’s certificate never', async () => {
    const one = end(await device(), true);
    await soon(() => expect(one.said.length).toBeGreaterThan(0));
    const offer = offerOf(one);
    const tell = (
      port: number,
      fingerprint = offer.description.fingerprint,
      address = '192.168.7.8',
    ) =>
      one.peer.signal(
        answerTo(offer, { fingerprint, candidates: [{ kind: 'host', address, port }] }),
      );
    const [connection] = FakeConnection.open;
    tell(1);
    tell(1);
    tell(2, new Uint8Array(32));
    tell(3, undefined, local);
    await soon(() => expect(connection?.addresses).toHaveLength(2));
    expect(connection?.addresses.map((line) => line.split(' ')[5])).toEqual(['1', '3']);
  });
});

describe('PEER1: a place for one other end', () => {
  test('where both offer, the one with the smaller name for its attempt answers', async () => {
    for (let round = 0; round < 6; round += 1) {
      const ends = [end(await device(), true), end(await device(), true)] as const;
      introduce(...ends, 2);
      const links = await connected(...ends);
      const names = ends.map((one) => signals(one)[0]?.session ?? '');
      const roles = links.map(({ role }) => role);
      expect(roles).toEqual(
        (names[0] ?? '') < (names[1] ?? '') ? ['answerer', 'offerer'] : ['offerer', 'answerer'],
      );
      expect(ends.map(({ links }) => links.length)).toEqual([1, 1]);
      expect(ends.map(({ events }) => events)).toEqual([['connect'], ['connect']]);
      // The one that was dropped is closed.
      await soon(() => expect(FakeConnection.open).toHaveLength(2));
      for (const { peer } of ends) peer.destroy();
    }
  });

  test('an answer to another attempt, and what is not ours, does nothing', async () => {
    const [one, other] = [end(await device(), true), end(await device(), false)];
    await soon(() => expect(one.said.length).toBeGreaterThan(0));
    other.peer.signal(one.said[0]);
    await soon(() => expect(other.said.length).toBeGreaterThan(0));
    const [answer] = signals(other);
    if (!answer) throw new Error('no answer');
    one.peer.signal(writeSignal({ ...answer, to: 'somebodyelse' }));
    one.peer.signal({ type: 'offer', sdp: 'v=0' });
    one.peer.signal(undefined);
    expect(FakeConnection.open.map(({ remote }) => remote).filter(Boolean)).toHaveLength(1);
    one.peer.signal(writeSignal(answer));
    await connected(one, other);
  });

  test('who was called and hears no offer gives its place up after four seconds', async () => {
    const one = end(await device(), false);
    vi.advanceTimersByTime(3_999);
    expect(one.events).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(one.events).toEqual(['close']);
    expect(one.ground.peers.size).toBe(0);
  });

  test('an offer beside an open connection takes its place only once it is proven, and one a second is looked into', async () => {
    const { one, other, b } = await both();
    const stranger = end(await device('another circle'), true);
    await soon(() => expect(stranger.said.length).toBeGreaterThan(0));
    stranger.peer.on('signal', (said) => other.peer.signal(said));
    other.peer.on('signal', (said) => stranger.peer.signal(said));
    const offer = offerOf(stranger);
    other.peer.signal(writeSignal(offer));
    expect(other.peer.isTrying).toBe(true);
    for (let at = 0; at < 9; at += 1)
      other.peer.signal(writeSignal({ ...offer, session: `anothercall${at}` }));
    await soon(() => expect(stranger.events).toEqual([]));
    await soon(() => expect(other.peer.isTrying).toBe(false));
    expect([b.isOpen, other.events]).toEqual([true, ['connect']]);
    // Marisol's page was killed and is back.
    vi.advanceTimersByTime(1_000);
    const again = end(one.ground.handshaker, true);
    introduce(again, other);
    await soon(() => expect(other.links).toHaveLength(2));
    await soon(() => expect(b.isOpen).toBe(false));
    expect(other.links[1]?.isOpen).toBe(true);
    expect(other.events).toEqual(['connect', 'connect']);
  });

  test('who is not let in rests, and so does who lets nobody in; woken, it tries at once', async () => {
    const [marisol, stranger] = [await device('the Vegas', () => false), await device()];
    const [one, other] = [end(marisol, true), end(stranger, false)];
    introduce(one, other);
    await soon(() => expect([one.peer.isTrying, other.peer.isTrying]).toEqual([false, false]));
    expect([...one.events, ...other.events, ...one.links, ...other.links]).toEqual([]);
    one.peer.wake();
    expect([one.events, other.events]).toEqual([['close'], []]);
    // Who does not let us in may do so soon.
    vi.advanceTimersByTime(4_500);
    expect(other.events).toEqual([]);
    vi.advanceTimersByTime(500);
    expect(other.events).toEqual(['close']);
  });

  test('who comes to nothing again and again rests longer, and never longer than a minute', async () => {
    const [marisol, stranger] = [await device('the Vegas', () => false), await device()];
    const [one, other] = [end(marisol, true), end(stranger, false)];
    for (let at = 0; at < 7; at += 1) one.ground.quarantine.strike(`place ${stranger.key}`, 0);
    introduce(one, other);
    await soon(() => expect(one.peer.isTrying).toBe(false));
    vi.advanceTimersByTime(58_000);
    expect(one.events).toEqual([]);
    vi.advanceTimersByTime(2_000);
    expect(one.events).toEqual(['close']);
  });

  test('what is open stays so when the room is woken', async () => {
    const { one, a } = await both();
    one.peer.wake();
    expect([a.isOpen, one.events]).toEqual([true, ['connect']]);
  });

  test('an offer is told again with more addresses: they are tried', async () => {
    const [one, other] = [end(await device(), true), end(await device(), false)];
    await soon(() => expect(one.said).toHaveLength(1));
    const offer = offerOf(one);
    const found = (port: number) =>
      other.peer.signal(
        writeSignal({
          ...offer,
          description: {
            ...offer.description,
            candidates: [{ kind: 'host', address: '192.168.7.8', port }],
          },
        }),
      );
    found(1);
    found(2);
    await soon(() => {
      const answering = FakeConnection.open.find(
        ({ remote }) => remote === offer.description.ufrag,
      );
      expect(answering?.addresses).toHaveLength(2);
    });
  });

  test('an offer gives way to a greater one only once it was answered by somebody who began anew', async () => {
    const one = end(await device(), true);
    await soon(() => expect(one.said).toHaveLength(1));
    const offer = offerOf(one);
    const smaller = writeSignal({ ...offer, session: '------------' });
    one.peer.signal(smaller);
    await soon(() => expect(FakeConnection.open[0]?.localDescription).toBeTruthy());
    expect(FakeConnection.open).toHaveLength(1);
    one.peer.signal(answerTo(offer));
    one.peer.signal(smaller);
    await soon(() => expect(signals(one).at(-1)).toMatchObject({ half: 'answer' }));
  });

  test('somebody else who is proven takes the place, and what is lost while another is tried leaves it to that one', async () => {
    const { other, b } = await both();
    const renee = end(await device(), true);
    introduce(renee, other);
    await soon(() => expect(renee.said).toHaveLength(1));
    vi.advanceTimersByTime(1_000);
    await soon(() => expect(other.links).toHaveLength(2));
    expect(b.isOpen).toBe(false);
    expect(other.events).toEqual(['connect', 'connect']);

    vi.advanceTimersByTime(1_000);
    const kai = end(await device(), true);
    await soon(() => expect(kai.said).toHaveLength(1));
    other.peer.signal(kai.said[0]);
    expect(other.peer.isTrying).toBe(true);
    other.links[1]?.close();
    expect([other.peer.isTrying, other.events.length]).toEqual([true, 2]);
  });

  test('of y-webrtc’s frames only presence passes, and a third foul one is enough', async () => {
    const { one, other, a } = await both();
    const data: Uint8Array[] = [];
    one.peer.on('data', (frame) => data.push(frame as Uint8Array));
    // Where there is no lobby none of them passes; what is shown to others goes another way.
    const shown: unknown[] = [];
    one.ground.onPresence = (key, value) => shown.push([key, ...value]);
    const [, theirs] = channels(one);
    theirs.send(Uint8Array.of(FRAME.room, 1, 0));
    theirs.send(Uint8Array.of(FRAME.presence, 9));
    await soon(() => expect(shown).toEqual([[a.key, 9]]));
    expect(data).toEqual([]);
    one.ground.gate = new AwarenessGate(1);
    other.ground.gate = new AwarenessGate(2);
    const presence = (...clients: number[]) => {
      const inner = encoding.createEncoder();
      encoding.writeVarUint(inner, clients.length);
      for (const client of clients) {
        encoding.writeVarUint(inner, client);
        encoding.writeVarUint(inner, 1);
        encoding.writeVarString(inner, '{}');
      }
      const outer = encoding.createEncoder();
      encoding.writeVarUint(outer, 1);
      encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
      return encoding.toUint8Array(outer);
    };
    // A document frame of y-webrtc does not leave.
    other.peer.send(Uint8Array.of(0, 0, 1, 0));
    other.peer.send(presence(2));
    await soon(() => expect(data).toHaveLength(1));
    expect(theirs.sent.filter(([kind]) => kind === FRAME.room)).toHaveLength(2);
    const foul = Uint8Array.of(FRAME.room, ...presence(3, 4));
    theirs.send(foul);
    theirs.send(foul);
    theirs.send(Uint8Array.of(FRAME.room, ...presence(2)));
    await soon(() => expect(data.length).toBeGreaterThan(1));
    expect(a.isOpen).toBe(true);
    theirs.send(foul);
    await soon(() => expect(a.isOpen).toBe(false));
    expect(one.ground.admits(a.key)).toBe(false);
    // Its name in the lobby is free again.
    expect(one.ground.gate.in(presence(2), {}).pass).toBeDefined();
  });

  test('what its room is told, once or always, and no more once it is over', async () => {
    const one = end(await device(), true);
    await soon(() => expect(one.said).toHaveLength(1));
    const offer = offerOf(one);
    const heard: unknown[] = [];
    const listener = (what: unknown) => heard.push(['always', what]);
    one.peer.on('x', listener).once('x', (what) => heard.push(['once', what]));
    expect(one.peer.emit('x', 1)).toBe(true);
    one.peer.emit('x', 2);
    one.peer.off('x', listener);
    expect(one.peer.emit('x', 3)).toBe(false);
    expect(heard).toEqual([
      ['always', 1],
      ['once', 1],
      ['always', 2],
    ]);
    one.peer.destroy();
    one.peer.destroy();
    await soon(() => expect(FakeConnection.open).toEqual([]));
    const called = end(await device(), false);
    called.peer.destroy();
    expect(vi.getTimerCount()).toBe(0);
    one.peer.signal(writeSignal(offer));
    expect(FakeConnection.open).toEqual([]);
    expect(one.events).toEqual([]);
    expect(one.peer.isTrying).toBe(false);
  });
});

const nobody = (): void => {};
