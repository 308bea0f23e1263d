import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { GENEROUS, spending } from '../../../src/lib/peers/budget';
import { concat } from '../../../src/lib/ledger/bytes';
import { FRAME, MOST, PIECE, type Frame } from '../../../src/lib/peers/frames';
import { OP } from '../../../src/lib/peers/handshake';
import { Quarantine } from '../../../src/lib/peers/quarantine';
import { Wire, type Channel, type WireTrouble } from '../../../src/lib/peers/wire';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A data channel whose network is the test. */
const channel = () => {
  const sent: Uint8Array[] = [];
  const one: Channel & { bufferedAmount: number } = {
    readyState: 'open',
    bufferedAmount: 0,
    bufferedAmountLowThreshold: 0,
    onmessage: null,
    onbufferedamountlow: null,
    send: (data: unknown) => {
      const piece = data as Uint8Array;
      sent.push(piece);
      one.bufferedAmount += piece.length;
    },
    close: () => {},
  };
  return {
    one,
    sent,
    /** The network took it all. */
    take: () => {
      one.bufferedAmount = 0;
      one.onbufferedamountlow?.(new Event('bufferedamountlow'));
    },
    hear: (...bytes: number[]) => {
      const data = Uint8Array.from(bytes).buffer;
      one.onmessage?.({ data } as MessageEvent);
    },
  };
};

const wired = (budgets = GENEROUS) => {
  const net = channel();
  const got: Frame[] = [];
  const failed: WireTrouble[] = [];
  const wire = new Wire(
    net.one,
    budgets,
    (frame) => got.push(frame),
    (why) => failed.push(why),
  );
  return { ...net, wire, got, failed };
};

test('PEER2: what the network does not take waits here, and nothing is lost', async () => {
  const { wire, sent, take } = wired();
  const message = new Uint8Array(2_000_000).map((_, at) => at);
  wire.send(FRAME.message, message);
  message.fill(0);
  expect(sent.length * PIECE).toBeLessThan(400_000);
  expect(wire.waiting).toBeGreaterThan(1_900_000);
  let drained = false;
  const done = wire.drained().then(() => (drained = true));
  for (let rounds = 0; wire.waiting > 64 * 1024; rounds++) {
    expect(rounds).toBeLessThan(20);
    await Promise.resolve();
    expect(drained).toBe(false);
    take();
  }
  await done;
  const whole = concat(...sent.map((piece) => piece.subarray(1)));
  expect(whole.length).toBe(2_000_000);
  expect(whole.every((byte, at) => byte === (at & 255))).toBe(true);
  expect(() => wire.send(FRAME.message, new Uint8Array(MOST + 1))).toThrow(RangeError);
});

test('PEER2: who waits for a wire that ends waits no longer', async () => {
  const { wire } = wired();
  wire.send(FRAME.message, new Uint8Array(2_000_000));
  const done = wire.drained();
  wire.stop();
  await done;
  wire.send(FRAME.message, Uint8Array.of(1));
  expect(wire.waiting).toBe(0);
});

test('PEER2: a beat each five seconds, past what waits; twelve of silence are the end', () => {
  const { wire, sent, failed, hear, take } = wired();
  wire.send(FRAME.message, new Uint8Array(2_000_000));
  wire.beat();
  const before = sent.length;
  vi.advanceTimersByTime(5_000);
  expect(sent.slice(before)).toEqual([Uint8Array.of(FRAME.control, OP.beat)]);
  hear(FRAME.control, OP.beat);
  vi.advanceTimersByTime(10_000);
  expect(failed).toEqual([]);
  take();
  vi.advanceTimersByTime(5_000);
  expect(failed).toEqual(['silent']);
  const after = sent.length;
  vi.advanceTimersByTime(60_000);
  expect(sent.length).toBe(after);
});

test('PEER2: a page that slept asks before it gives anybody up', () => {
  const { wire, sent, failed, hear } = wired();
  wire.beat();
  vi.advanceTimersByTime(5_000);
  // Asleep for an hour: the clock goes on, no timer runs.
  vi.setSystemTime(Date.now() + 3_600_000);
  const { now } = performance;
  vi.spyOn(performance, 'now').mockImplementation(() => now.call(performance) + 3_600_000);
  vi.advanceTimersByTime(5_000);
  expect(sent.at(-1)).toEqual(Uint8Array.of(FRAME.control, OP.ask));
  hear(FRAME.control, OP.beat);
  vi.advanceTimersByTime(2_000);
  expect(failed).toEqual([]);
  wire.ask();
  vi.advanceTimersByTime(1_600);
  expect(failed).toEqual(['silent']);
  vi.restoreAllMocks();
});

test('PEER2: a question is answered with a beat; neither is handed on', () => {
  const { sent, got, hear } = wired();
  hear(FRAME.control, OP.ask);
  hear(FRAME.control, OP.beat);
  expect(sent).toEqual([Uint8Array.of(FRAME.control, OP.beat)]);
  expect(got).toEqual([]);
  hear(FRAME.control, OP.bye, 0);
  expect(got).toHaveLength(1);
});

test('LED4: more than the budget is a flood, by pieces and by bytes; what comes slowly is none', () => {
  const few = { bytesAtOnce: 100, bytesPerSecond: 10, piecesAtOnce: 5, piecesPerSecond: 1 };
  const pieces = wired(few);
  for (let at = 0; at < 6; at++) pieces.hear(FRAME.message);
  expect(pieces.failed).toEqual(['flood']);
  expect(pieces.got).toHaveLength(5);
  const bytes = wired(few);
  bytes.hear(FRAME.message, ...Array<number>(100).fill(1));
  expect(bytes.failed).toEqual(['flood']);
  const slow = wired(few);
  for (let at = 0; at < 60; at++) {
    slow.hear(FRAME.message, 1);
    vi.advanceTimersByTime(1_000);
  }
  expect(slow.failed).toEqual([]);
});

test('LED4: who asks without end is a flood, and gets no endless answers; who asks now and then gets them all', () => {
  const slow = wired();
  for (let at = 0; at < 200; at += 1) {
    slow.hear(FRAME.control, OP.ask);
    vi.advanceTimersByTime(300);
  }
  expect(slow.failed).toEqual([]);
  expect(slow.sent).toHaveLength(200);
  const fast = wired();
  for (let at = 0; at < 200; at += 1) fast.hear(FRAME.control, OP.ask);
  expect(fast.failed).toEqual(['flood']);
  expect(fast.sent.length).toBeLessThan(100);
});

test('LED4: a budget does not grow beyond what may come at once, nor by a clock that goes back', () => {
  const few = { bytesAtOnce: 1e6, bytesPerSecond: 1e6, piecesAtOnce: 3, piecesPerSecond: 1 };
  const within = spending(few);
  const at = (now: number) => within(1, now);
  expect([at(0), at(0), at(0), at(0)]).toEqual([true, true, true, false]);
  expect([at(1e9), at(1e9), at(1e9), at(1e9)]).toEqual([true, true, true, false]);
  expect(at(0)).toBe(false);
  const back = spending(few);
  expect([back(1, 1e9), back(1, 0)]).toEqual([true, true]);
});

test('PEER2: text where bytes belong is broken', () => {
  const { one, failed } = wired();
  one.onmessage?.({ data: 'hello' } as MessageEvent);
  expect(failed).toEqual(['broken']);
});

test('PEER2: quarantine lasts longer each time, ends, is forgotten after a quiet while, and stays small', () => {
  const quarantine = new Quarantine();
  const hour = 3_600_000;
  expect(quarantine.holds('teo', 0)).toBe(false);
  const rests = [0, 10_000, 20_000].map((now) => quarantine.strike('teo', now));
  expect(rests).toEqual([4_000, 8_000, 16_000]);
  expect(quarantine.holds('teo', 35_999)).toBe(true);
  expect(quarantine.holds('teo', 36_000)).toBe(false);
  expect(quarantine.strike('teo', hour)).toBe(4_000);
  for (let times = 0; times < 20; times++) quarantine.strike('teo', hour);
  expect(quarantine.strike('teo', hour)).toBe(600_000);
  for (let at = 0; at < 255; at++) quarantine.strike(`made up ${at}`, hour);
  expect(quarantine.holds('teo', hour)).toBe(true);
  quarantine.strike('one more', hour);
  expect(quarantine.holds('teo', hour)).toBe(false);
});
