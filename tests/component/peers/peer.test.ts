import { describe, expect, test, vi } from 'vitest';
import { connected, end, introduce } from './call';
import { device, uncaught } from '../../unit/peers/people';

const soon = { timeout: 5_000, interval: 10 };

test('PEER2: Marisol and Teo connect, and each knows the other by key', async () => {
  const [marisol, teo] = [await device(), await device()];
  const [one, other] = [end(marisol, true), end(teo, false)];
  introduce(one, other);
  const [a, b] = await connected(one, other);
  expect(a.key).toBe(teo.key);
  expect(b.key).toBe(marisol.key);
  expect(one.events).toEqual(['connect']);
});

test('PEER2: 5 MB arrive whole and in order, with small ones before and after', async () => {
  const [one, other] = [end(await device(), true), end(await device(), false)];
  introduce(one, other);
  const [a, b] = await connected(one, other);
  const got: Uint8Array[] = [];
  b.onMessage((message) => got.push(message));
  const large = new Uint8Array(5_000_000).map((_, at) => at * 31 + (at >> 8));
  a.send(Uint8Array.of(1));
  a.send(large);
  a.send(Uint8Array.of(2));
  expect(a.waiting).toBeGreaterThan(4_000_000);
  await a.drained();
  expect(a.waiting).toBeLessThanOrEqual(64 * 1024);
  await vi.waitFor(() => expect(got).toHaveLength(3), soon);
  expect([got[0]?.[0], got[2]?.[0]]).toEqual([1, 2]);
  expect(got[1]?.length).toBe(large.length);
  expect(got[1]?.every((byte, at) => byte === large[at])).toBe(true);
});

test('PEER2: where both offered, one connection comes of it, twenty times out of twenty', async () => {
  for (let round = 0; round < 20; round++) {
    const [one, other] = [end(await device(), true), end(await device(), true)];
    // Neither hears of the other's offer before it has made its own.
    introduce(one, other, 2);
    const [a] = await connected(one, other);
    expect(one.links.filter(({ isOpen }) => isOpen)).toHaveLength(1);
    expect(other.links.filter(({ isOpen }) => isOpen)).toHaveLength(1);
    expect([one.links.length, other.links.length]).toEqual([1, 1]);
    const heard = new Promise<Uint8Array>((resolve) => other.links[0]?.onMessage(resolve));
    a.send(Uint8Array.of(round));
    expect(await heard).toEqual(Uint8Array.of(round));
    one.peer.destroy();
    other.peer.destroy();
  }
});

test('PEER2: who is not admitted is not connected, and the place rests', async () => {
  const [marisol, stranger] = [await device('the Vegas', () => false), await device()];
  const [one, other] = [end(marisol, true), end(stranger, false)];
  introduce(one, other);
  await vi.waitFor(
    () => expect([one.peer.isTrying, other.peer.isTrying]).toEqual([false, false]),
    soon,
  );
  await vi.waitFor(() => expect(one.said.length).toBeGreaterThan(0), soon);
  expect([...one.events, ...other.events]).toEqual([]);
  expect([one.links, other.links]).toEqual([[], []]);
});

test('PEER2: another circle, the own key: no connection', async () => {
  const marisol = await device();
  for (const other of [await device('the Okafors'), marisol]) {
    const [a, b] = [end(marisol, true), end(other, false)];
    introduce(a, b);
    await vi.waitFor(() => expect(b.said.length).toBeGreaterThan(0), soon);
    await vi.waitFor(
      () => expect([a.peer.isTrying, b.peer.isTrying]).toEqual([false, false]),
      soon,
    );
    expect([...a.events, ...b.events, ...a.links, ...b.links]).toEqual([]);
  }
});

test('PEER2: somebody in between, with certificates of his own, is found out', async () => {
  const errors = uncaught();
  const [marisol, teo] = [await device(), await device()];
  // He relays every frame faithfully, hellos and proofs included.
  const [one, other] = [end(marisol, true), end(teo, false)];
  const [left, right] = [new RTCPeerConnection(), new RTCPeerConnection()];
  const { readSignal, writeSignal } = await import('../../../src/lib/peers/signal');
  const { readSdp, writeSdp } = await import('../../../src/lib/peers/description');
  const { readCandidate } = await import('../../../src/lib/peers/candidate');
  const open = (pc: RTCPeerConnection) => {
    const channel = pc.createDataChannel('', { negotiated: true, id: 0 });
    channel.binaryType = 'arraybuffer';
    return channel;
  };
  const [fromMarisol, fromTeo] = [open(left), open(right)];
  const early = { left: [] as ArrayBuffer[], right: [] as ArrayBuffer[] };
  let relayed = 0;
  const relay = (from: RTCDataChannel, to: RTCDataChannel, kept: ArrayBuffer[]) => {
    from.onmessage = ({ data }) => {
      relayed += 1;
      if (to.readyState === 'open') to.send(data as ArrayBuffer);
      else kept.push(data as ArrayBuffer);
    };
    to.onopen = () => kept.splice(0).forEach((data) => to.send(data));
  };
  relay(fromMarisol, fromTeo, early.left);
  relay(fromTeo, fromMarisol, early.right);
  const described = async (pc: RTCPeerConnection) => {
    const candidates: string[] = [];
    pc.onicecandidate = ({ candidate }) => candidate && candidates.push(candidate.candidate);
    await pc.setLocalDescription();
    await vi.waitFor(() => expect(pc.iceGatheringState).toBe('complete'), soon);
    const sdp = readSdp(pc.localDescription?.sdp ?? '');
    if (!sdp) throw new Error('no description');
    const read = candidates.map(readCandidate).filter((one) => one !== undefined);
    return { ...sdp, candidates: read };
  };
  const offer = await vi.waitFor(() => {
    const signal = readSignal(one.said[0]);
    if (!signal) throw new Error('no offer');
    return signal;
  }, soon);
  await left.setRemoteDescription({ type: 'offer', sdp: writeSdp(offer.description) });
  const answered = await described(left);
  const offered = await described(right);
  const session = 'inthemiddle0';
  other.peer.signal(
    writeSignal({ type: 'lived', half: 'offer', session, to: '', description: offered }),
  );
  other.peer.on('signal', (said) => {
    const answer = readSignal(said);
    if (answer && !right.remoteDescription)
      void right.setRemoteDescription({ type: 'answer', sdp: writeSdp(answer.description) });
  });
  const to = offer.session;
  one.peer.signal(
    writeSignal({ type: 'lived', half: 'answer', session, to, description: answered }),
  );
  await vi.waitFor(() => expect(relayed).toBeGreaterThanOrEqual(4), { timeout: 10_000 });
  await vi.waitFor(
    () => expect([one.peer.isTrying, other.peer.isTrying]).toEqual([false, false]),
    soon,
  );
  expect([...one.links, ...other.links]).toEqual([]);
  left.close();
  right.close();
  expect(errors).toEqual([]);
});

describe('PEER2: what is not our protocol ends the connection and is kept out', () => {
  const garbage: Record<string, Uint8Array> = {
    'a kind nobody knows': Uint8Array.of(77, 1, 2),
    'an empty piece': Uint8Array.of(),
    'a piece that is no full one and wants more': Uint8Array.of(0x82, 1),
    'a piece that is too large': new Uint8Array(20_000).fill(2),
    'a second hello': Uint8Array.of(0, 1, 1),
  };
  for (const [name, bytes] of Object.entries(garbage))
    test(name, async () => {
      const errors = uncaught();
      const marisol = await device();
      const [one, other] = [end(marisol, true), end(await device(), false)];
      introduce(one, other);
      // The channel under Teo's connection, to send on it what our code never would.
      const channels: RTCDataChannel[] = [];
      const { createDataChannel } = RTCPeerConnection.prototype;
      vi.spyOn(RTCPeerConnection.prototype, 'createDataChannel').mockImplementation(function (
        this: RTCPeerConnection,
        ...args
      ) {
        const channel = createDataChannel.apply(this, args);
        channels.push(channel);
        return channel;
      });
      const [a] = await connected(one, other);
      vi.restoreAllMocks();
      const raw = channels.at(-1);
      if (!raw) throw new Error('no channel');
      raw.send(new Uint8Array(bytes));
      await vi.waitFor(() => expect(a.isOpen).toBe(false), soon);
      expect(one.ground.quarantine.holds(a.key, performance.now())).toBe(true);
      expect(one.ground.admits(a.key)).toBe(false);
      expect(errors).toEqual([]);
    });
});

test('LED4: a flood ends in quarantine; a first sync does not', async () => {
  const budgets = { bytesAtOnce: 1e9, bytesPerSecond: 1e9, piecesAtOnce: 400, piecesPerSecond: 1 };
  const [one, other] = [end(await device(), true, { budgets }), end(await device(), false)];
  introduce(one, other);
  const [a, b] = await connected(one, other);
  let heard = 0;
  a.onMessage(() => (heard += 1));
  b.send(new Uint8Array(5_000_000));
  await vi.waitFor(() => expect(heard).toBe(1), soon);
  for (let at = 0; at < 500; at++) b.send(Uint8Array.of(1));
  await vi.waitFor(() => expect(a.isOpen).toBe(false), soon);
  expect(one.ground.admits(a.key)).toBe(false);
});

test('PEER5: hidden tells no address of its own, and asks no STUN server', async () => {
  const made: RTCConfiguration[] = [];
  const Real = RTCPeerConnection;
  const sdps: string[] = [];
  class Watched extends Real {
    constructor(configuration: RTCConfiguration) {
      super(configuration);
      made.push(configuration);
      // As if the browser did not keep to the policy.
      queueMicrotask(() => {
        const line = 'candidate:1 1 udp 2113937151 192.168.7.7 50000 typ host';
        const seen =
          'candidate:2 1 udp 1677729535 203.0.113.9 50001 typ srflx raddr 0.0.0.0 rport 0';
        const relay =
          'candidate:3 1 udp 33562367 198.51.100.3 50002 typ relay raddr 0.0.0.0 rport 0';
        for (const candidate of [line, seen, relay])
          this.onicecandidate?.call(
            this,
            new RTCPeerConnectionIceEvent('icecandidate', {
              candidate: new RTCIceCandidate({ candidate, sdpMid: '0' }),
            }),
          );
      });
    }
  }
  vi.stubGlobal('RTCPeerConnection', Watched);
  const iceServers = [
    { urls: ['stun:127.0.0.1:9', 'turn:127.0.0.1:9'], username: 'u', credential: 'c' },
    { urls: 'stun:127.0.0.1:9' },
  ];
  const { readSignal } = await import('../../../src/lib/peers/signal');
  for (const hidden of [true, false]) {
    const one = end(await device(), true, { hidden, iceServers });
    await vi.waitFor(() => expect(one.said.length).toBeGreaterThan(0), soon);
    const kinds = one.said.flatMap(
      (said) => readSignal(said)?.description.candidates.map(({ kind }) => kind) ?? [],
    );
    if (hidden) expect(new Set(kinds)).toEqual(new Set(['relay']));
    else expect(kinds).toEqual(expect.arrayContaining(['host', 'srflx', 'relay']));
    sdps.push(JSON.stringify(one.said));
  }
  vi.unstubAllGlobals();
  // Others were only made to see whether the browser takes a server.
  const [first] = made.filter(({ iceTransportPolicy }) => iceTransportPolicy);
  expect(first?.iceTransportPolicy).toBe('relay');
  expect(first?.iceServers?.flatMap(({ urls }) => urls)).toEqual(['turn:127.0.0.1:9']);
});

test('PEER2: a forged offer does not cut off who is connected', async () => {
  const [one, other] = [end(await device(), true), end(await device(), false)];
  introduce(one, other);
  const [a, b] = await connected(one, other);
  const forger = end(await device('another circle'), true);
  await vi.waitFor(() => expect(forger.said.length).toBeGreaterThan(0), soon);
  forger.peer.on('signal', (said) => other.peer.signal(said));
  for (const said of forger.said) other.peer.signal(said);
  await vi.waitFor(() => expect(other.said.length).toBeGreaterThan(1), soon);
  // Nor do many of them cost a call each.
  const calls = vi.spyOn(other.ground, 'next');
  const { readSignal, writeSignal } = await import('../../../src/lib/peers/signal');
  const offer = readSignal(forger.said[0]);
  if (!offer) throw new Error('no offer');
  for (let at = 0; at < 9; at++)
    other.peer.signal(writeSignal({ ...offer, session: `anothercall${at}` }));
  expect(calls.mock.calls.length).toBeLessThanOrEqual(1);
  const heard = new Promise((resolve) => b.onMessage(resolve));
  a.send(Uint8Array.of(9));
  expect(await heard).toEqual(Uint8Array.of(9));
  expect([a.isOpen, b.isOpen]).toEqual([true, true]);
});

test('PEER2: an end that began anew takes the place of its old connection', async () => {
  const [marisol, teo] = [await device(), await device()];
  const [one, other] = [end(marisol, true), end(teo, false)];
  introduce(one, other);
  const [, old] = await connected(one, other);
  // Marisol's page was killed and is back; Teo's has noticed nothing.
  const again = end(marisol, true);
  introduce(again, other);
  const [, now] = await vi.waitFor(async () => {
    const both = await connected(again, other);
    expect(both[1]).not.toBe(old);
    return both;
  }, soon);
  expect(old.isOpen).toBe(false);
  expect(now.isOpen).toBe(true);
  expect([...other.ground.live.values()]).toEqual([now]);
});
