import { expect, test, vi } from 'vitest';
import { house, together, type Guest, type House } from './house';
import { device } from '../../unit/peers/people';

const RUNS = 15;

/** The same numbers for the same seed (mulberry32). */
const dice = (seed: number) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
};

/** Losses that a family has; each ends with the network as it was. */
const LOSSES: Record<string, (vegas: House, guests: readonly Guest[]) => Promise<void>> = {
  'all connections of one are cut': async (_, [marisol]) =>
    marisol?.met.forEach((peer) => peer.close()),
  'the network swallows everything, and one page wakes': async (_, [marisol]) => {
    const sent = vi.spyOn(RTCDataChannel.prototype, 'send').mockImplementation(() => {});
    marisol?.room.wake();
    await together(0, ...(marisol ? [marisol] : []));
    sent.mockRestore();
  },
  'signalling restarts while connections are lost': async (vegas, [marisol, teo]) => {
    vegas.server.stop();
    for (const peer of [...(marisol?.met ?? []), ...(teo?.met ?? [])]) peer.close();
    await together(0, ...(marisol ? [marisol] : []));
    vegas.server.start();
  },
  'a page is killed without a word, and opened again': async (vegas, guests) => {
    const [teo] = guests;
    if (!teo) return;
    const mute = [
      vi.spyOn(RTCDataChannel.prototype, 'send').mockImplementation(() => {}),
      vi.spyOn(RTCDataChannel.prototype, 'close').mockImplementation(() => {}),
      vi.spyOn(RTCPeerConnection.prototype, 'close').mockImplementation(() => {}),
    ];
    await teo.room.close();
    for (const one of mute) one.mockRestore();
    Object.assign(teo, await vegas.enter(teo.handshaker, {}, teo));
  },
  'all wake at once': async (_, guests) => {
    for (const { met } of guests) for (const peer of met) peer.close();
    for (const { room } of guests) room.wake();
  },
};

test(`PEER1: after any loss all are together again, ${RUNS} of ${RUNS} seeded runs`, async () => {
  const vegas = house();
  const guests = [await vegas.enter(await device()), await vegas.enter(await device())];
  guests.push(await vegas.enter(await device()));
  await together(2, ...guests);
  const took: number[] = [];
  for (let seed = 1; seed <= RUNS; seed++) {
    const roll = dice(seed);
    // Each kind in its turn; the seed says whom it hits.
    const names = Object.keys(LOSSES);
    const name = names[seed % names.length] ?? '';
    const shuffled = guests
      .map((guest) => ({ guest, by: roll() }))
      .sort((a, b) => a.by - b.by)
      .map(({ guest }) => guest);
    await LOSSES[name]?.(vegas, shuffled);
    const since = performance.now();
    await together(2, ...guests).catch((error: unknown) => {
      throw new Error(`seed ${seed}, ${name}: ${String(error)}`);
    });
    took.push(performance.now() - since);
  }
  took.sort((a, b) => a - b);
  expect(took[Math.floor(RUNS / 2)]).toBeLessThan(3_000);
}, 300_000);
