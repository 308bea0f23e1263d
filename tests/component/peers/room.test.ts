import { expect, onTestFinished, test, vi } from 'vitest';
import * as encoding from 'lib0/encoding';
import { Link } from '../../../src/lib/peers/link';
import { writeSignal } from '../../../src/lib/peers/signal';
import { house, listening, soon, together } from './house';
import { device, uncaught } from '../../unit/peers/people';

test('PEER1: Marisol, Teo and Renee meet through y-webrtc, each with each', async () => {
  const errors = uncaught();
  const vegas = house();
  const guests = [];
  for (let at = 0; at < 3; at++) guests.push(await vegas.enter(await device()));
  await together(2, ...guests);
  const [marisol, teo, renee] = guests;
  for (const peer of marisol?.met ?? []) peer.send(Uint8Array.of(7));
  await vi.waitFor(() => expect([teo?.heard.length, renee?.heard.length]).toEqual([1, 1]), soon);
  expect(marisol?.room.state).toEqual({ signaling: 'open', peers: 2, trying: 0 });
  expect(errors).toEqual([]);
});

test('PEER1: all at once, so that everybody offers: still one connection each', async () => {
  const vegas = house();
  const devices = await Promise.all([device(), device(), device(), device()]);
  const guests = await Promise.all(devices.map((one) => vegas.enter(one)));
  await together(3, ...guests);
});

test('PEER4: what passes the signalling server is sealed', async () => {
  const vegas = house();
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(await device())];
  await together(1, marisol, teo);
  expect(vegas.told.some(({ said }) => said.type === 'signal')).toBe(true);
  for (const text of vegas.server.published)
    expect(text).toMatch(/^\{"type":"publish","topic":"topic \d+","data":"[\w+/=]+"\}$/);
});

test('PEER1: a peer that was killed comes back by itself, in a few seconds', async () => {
  const vegas = house();
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(await device())];
  await together(1, marisol, teo);
  for (let round = 1; round <= 3; round++) {
    const last = teo.met.at(-1);
    marisol.met.at(-1)?.close();
    await vi.waitFor(() => expect(teo.met.at(-1)).not.toBe(last), soon);
    await together(1, marisol, teo);
  }
});

test('PEER1: signalling goes away, the connection is lost meanwhile, signalling comes back', async () => {
  const vegas = house();
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(await device())];
  await together(1, marisol, teo);
  vegas.server.stop();
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('unreachable'), soon);
  expect(marisol.room.state.peers).toBe(1);
  marisol.met.at(-1)?.close();
  await together(0, marisol, teo);
  vegas.server.start();
  await together(1, marisol, teo);
});

test('PEER1: a page that comes back from a sleep finds what is dead, and builds anew', async () => {
  const vegas = house();
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(await device())];
  await together(1, marisol, teo);
  // Marisol hears nothing more of Teo, as after a change of network: his pieces never arrive.
  const last = marisol.met.at(-1);
  const sent = vi.spyOn(RTCDataChannel.prototype, 'send').mockImplementation(() => {});
  marisol.room.wake();
  await vi.waitFor(
    () => expect(marisol.met.at(-1) !== last || marisol.room.state.peers === 0).toBe(true),
    soon,
  );
  sent.mockRestore();
  await together(1, marisol, teo);
  expect(marisol.met.length).toBe(2);
});

test('PEER1: a signalling connection that only looks open is replaced when the page wakes', async () => {
  const vegas = house();
  const marisol = await vegas.enter(await device());
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('open'), soon);
  const teo = await vegas.enter(await device());
  await together(1, marisol, teo);
  vegas.server.deaf = true;
  const before = vegas.server.made;
  marisol.room.wake();
  await vi.waitFor(() => expect(vegas.server.made).toBeGreaterThan(before), soon);
  vegas.server.deaf = false;
  marisol.room.wake();
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('open'), soon);
});

test('PEER4: a server that takes every call and says nothing of use is said not to answer', async () => {
  const vegas = house();
  vegas.server.deaf = true;
  const marisol = await vegas.enter(await device());
  const nonsense = setInterval(() => {
    for (const text of ['<!doctype html>', '{"type":"publish"}', '{}'])
      vegas.raw(marisol.topic, text);
  }, 500);
  onTestFinished(() => clearInterval(nonsense));
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('unreachable'), soon);
  vegas.server.deaf = false;
  marisol.room.wake();
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('open'), soon);
});

test('PEER4: a server that hangs up at once is said not to answer, and is left some peace', async () => {
  const vegas = house();
  vegas.server.hangsUp = true;
  const marisol = await vegas.enter(await device());
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('unreachable'), soon);
  // Without a pause it would be thousands.
  expect(vegas.server.made).toBeLessThan(50);
  vegas.server.hangsUp = false;
  await vi.waitFor(() => expect(marisol.room.state.signaling).toBe('open'), soon);
});

test('PEER1: a room that is closed leaves its topic to the next', async () => {
  const errors = uncaught();
  const vegas = house();
  const marisol = await vegas.enter(await device());
  const teoKey = await device();
  const teo = await vegas.enter(teoKey);
  await together(1, marisol, teo);
  // Both at once: the second waits for the first.
  const again = await vegas.enter(teoKey, {}, teo);
  expect(again.room.state.peers).toBe(0);
  await teo.room.close();
  await together(1, marisol, again);
  expect(teo.met.at(-1)?.waiting).toBe(0);
  expect(errors).toEqual([]);
});

test('PEER1: garbage of the server, and of who holds the room’s key, throws nowhere and stops nothing', async () => {
  const errors = uncaught();
  const vegas = house();
  const marisol = await vegas.enter(await device());
  await listening(vegas, marisol);
  const { topic } = marisol;
  const nonsense = ['', '{', 'null', '[]', '7', '"x"', '{"type":"publish"}', 'x'.repeat(50_000)];
  const unsealed = ['', 'AAAA', '!!!', btoa('AES-GCM'), 7, null, {}];
  for (const text of nonsense) vegas.raw(topic, text);
  vegas.raw(topic, new ArrayBuffer(8));
  for (const data of unsealed) vegas.raw(topic, JSON.stringify({ type: 'publish', topic, data }));
  const signal = { type: 'lived', half: 'offer', session: 'aaaaaaaaaaaa', to: '', packed: 'AAAA' };
  const told: unknown[] = [
    ...[null, 7, 'x', [], {}, { type: 'announce' }, { type: 'announce', from: 7 }],
    { type: 'signal', from: 'a', to: 'b' },
    { type: 'signal', from: 'a', to: 'b', signal: null },
    { type: 'signal', from: 'a', to: 'b', signal: { type: 'answer' } },
    { type: 'signal', from: 'a', to: 'b', signal },
    { type: 'announce', from: 'x'.repeat(10_000) },
  ];
  for (const one of told) await vegas.say(topic, one);
  const teo = await vegas.enter(await device());
  await together(1, marisol, teo);
  expect(errors).toEqual([]);
});

test('PEER1: who holds the room’s key and calls under a hundred names gets no hundred places', async () => {
  const vegas = house();
  const marisol = await vegas.enter(await device());
  await listening(vegas, marisol);
  const { topic } = marisol;
  const to = vegas.told.find((one) => one.topic === topic)?.said.from;
  const description = {
    ufrag: 'abcd',
    pwd: 'a'.repeat(24),
    fingerprint: new Uint8Array(32),
    setup: 'actpass',
    candidates: [],
  } as const;
  const session = 'aaaaaaaaaaaa';
  const signal = writeSignal({ type: 'lived', half: 'offer', session, to: '', description });
  for (let at = 0; at < 100; at++)
    await vegas.say(topic, { type: 'signal', from: `nobody ${at}`, to, signal });
  await vi.waitFor(() => expect(marisol.room.state.trying).toBe(64), soon);
  await vegas.say(topic, { type: 'announce', from: 'one more' });
  expect(marisol.room.state.trying).toBe(64);
});

test('PEER2: y-webrtc says nothing over a connection, and forged presence is kept out', async () => {
  const errors = uncaught();
  const frames: Uint8Array[] = [];
  const { sendFrame } = Link.prototype;
  vi.spyOn(Link.prototype, 'sendFrame').mockImplementation(function (this: Link, kind, frame) {
    if (kind === 1) frames.push(frame);
    sendFrame.call(this, kind, frame);
  });
  const vegas = house();
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(await device())];
  await together(1, marisol, teo);
  expect(frames).toEqual([]);
  vi.restoreAllMocks();
  const link = teo.met[0];
  if (!(link instanceof Link)) throw new Error('no link');
  // A document frame is no sin: others of this protocol send them. Nothing comes of it.
  link.sendFrame(1, Uint8Array.of(0, 2, 1, 255));
  const inner = encoding.createEncoder();
  encoding.writeVarUint(inner, 2);
  // The first name is taken for their own.
  for (const client of [4711, 4712]) {
    encoding.writeVarUint(inner, client);
    encoding.writeVarUint(inner, 99);
    encoding.writeVarString(inner, '{"name":"Renee"}');
  }
  const outer = encoding.createEncoder();
  encoding.writeVarUint(outer, 1);
  encoding.writeVarUint8Array(outer, encoding.toUint8Array(inner));
  for (let at = 0; at < 3; at++) link.sendFrame(1, encoding.toUint8Array(outer));
  await vi.waitFor(() => expect(marisol.met[0]).toMatchObject({ isOpen: false }), soon);
  expect(errors).toEqual([]);
});

test('PEER5: presence is off until something is shown, and goes with its device', async () => {
  const vegas = house();
  const teoKey = await device();
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(teoKey)];
  await together(1, marisol, teo);
  expect(marisol.room.presence.others.size).toBe(0);
  teo.room.presence.show(Uint8Array.of(3));
  await vi.waitFor(
    () => expect(marisol.room.presence.others.get(teoKey.key)).toEqual(Uint8Array.of(3)),
    soon,
  );
  // Who comes later hears of it too.
  const renee = await vegas.enter(await device());
  await vi.waitFor(() => expect(renee.room.presence.others.size).toBe(1), soon);
  teo.room.presence.show(undefined);
  await vi.waitFor(() => expect(marisol.room.presence.others.size).toBe(0), soon);
  teo.room.presence.show(Uint8Array.of(4));
  await vi.waitFor(() => expect(marisol.room.presence.others.size).toBe(1), soon);
  await teo.room.close();
  await vi.waitFor(() => expect(marisol.room.presence.others.size).toBe(0), soon);
  expect(() => marisol.room.presence.show(new Uint8Array(257))).toThrow(RangeError);
});

test('PEER5: hidden without a relay never starts, and says so', async () => {
  const vegas = house();
  const iceServers = [{ urls: 'stun:stun.example' }];
  const teo = await vegas.enter(await device(), { hidden: true, iceServers });
  expect(teo.room.state.trouble).toBe('hiddenWithoutRelay');
  teo.room.wake();
  expect(vegas.server.made).toBe(0);
});

test('PEER6: a browser without WebRTC is told apart', async () => {
  const vegas = house();
  vi.stubGlobal('RTCPeerConnection', undefined);
  const teo = await vegas.enter(await device());
  vi.unstubAllGlobals();
  expect(teo.room.state.trouble).toBe('noWebRtc');
  expect(vegas.server.made).toBe(0);
});

test('PEER2: who is let in later is connected once the room is woken', async () => {
  let admitted = false;
  const vegas = house();
  const marisol = await vegas.enter(await device('the Vegas', () => admitted));
  const teo = await vegas.enter(await device());
  await vi.waitFor(
    () => expect(vegas.told.filter(({ said }) => said.type === 'signal').length).toBeGreaterThan(1),
    soon,
  );
  await vi.waitFor(
    () => expect([marisol.room.state.trying, teo.room.state.trying]).toEqual([0, 0]),
    soon,
  );
  expect([marisol.met, teo.met]).toEqual([[], []]);
  admitted = true;
  marisol.room.wake();
  await together(1, marisol, teo);
});

test('PEER2: one key in two places: the newer one is connected, and they do not fight', async () => {
  const vegas = house();
  const renee = await device();
  const marisol = await vegas.enter(await device());
  const first = await vegas.enter(renee);
  await together(1, marisol, first);
  const second = await vegas.enter(renee);
  await vi.waitFor(() => expect(marisol.met.length).toBe(2), soon);
  await together(1, marisol, second);
  await together(0, first);
  expect(marisol.met.length).toBe(2);
});

test('PEER1: who is found and cannot be reached: the network blocks it, and it is not tried without a pause', async () => {
  const vegas = house();
  // Answered, and then no way: what a browser says after a quarter of a minute, said at once.
  vi.spyOn(Link.prototype, 'isAnswered', 'get').mockReturnValue(true);
  const tried = vi
    .spyOn(RTCPeerConnection.prototype, 'setLocalDescription')
    .mockRejectedValue(new Error('no way'));
  const [marisol, teo] = [await vegas.enter(await device()), await vegas.enter(await device())];
  await vi.waitFor(() => expect(marisol.room.state.trouble).toBe('blocked'), soon);
  await vi.waitFor(() => expect(tried.mock.calls.length).toBeGreaterThan(24), soon);
  const [before, since] = [tried.mock.calls.length, performance.now()];
  await vi.waitFor(() => expect(performance.now() - since).toBeGreaterThan(1_500), soon);
  expect(tried.mock.calls.length - before).toBeLessThan(8);
  vi.restoreAllMocks();
  await together(1, marisol, teo);
  expect(marisol.room.state.trouble).toBeUndefined();
});
