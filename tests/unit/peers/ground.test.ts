import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Ground } from '../../../src/lib/peers/ground';
import type { Link } from '../../../src/lib/peers/link';
import type { Handshaker } from '../../../src/lib/peers/port';

const as = (key: string, admits = () => true): Ground => {
  const sign = () => Promise.reject(new Error('nothing is signed here'));
  const handshaker: Handshaker = { scope: 'the Vegas', key, sign, admits };
  return new Ground({ handshaker, iceServers: [], hidden: false });
};

/** One end of a proven connection, of which only the order counts. */
const link = (ground: Ground, key: string, run: string, own: number, their: number) => {
  const one = {
    count: own,
    remote: { key, run, count: their },
    open: true,
    end: () => {
      one.open = false;
      ground.leave(one as unknown as Link);
    },
  };
  return { one, enter: () => void (ground.enter(one as unknown as Link) || one.end()) };
};

test('PEER2: of several connections between the same two, both ends keep the same one, whatever comes first where', () => {
  const calls = fc.uniqueArray(fc.tuple(fc.nat(50), fc.nat(50)), {
    minLength: 1,
    maxLength: 5,
    // Each end counts every call of its own once.
    comparator: ([a, b], [c, d]) => a === c || b === d,
  });
  fc.assert(
    fc.property(calls, fc.infiniteStream(fc.nat()), (all, shuffle) => {
      const [marisol, teo] = [as('marisol'), as('teo')];
      const atMarisols = all.map(([own, their]) => link(marisol, 'teo', 'run', own, their));
      const atTeos = all.map(([their, own]) => link(teo, 'marisol', 'run', own, their));
      const order = <One>(ones: readonly One[]) =>
        ones
          .map((one) => ({ one, by: shuffle.next().value as number }))
          .sort((a, b) => a.by - b.by)
          .map(({ one }) => one);
      for (const { enter } of order(atMarisols)) enter();
      for (const { enter } of order(atTeos)) enter();
      const open = (ends: typeof atTeos) => ends.map(({ one }) => one.open);
      expect(open(atMarisols)).toEqual(open(atTeos));
      expect(open(atTeos).filter(Boolean)).toHaveLength(1);
    }),
  );
});

test('PEER2: who began anew takes the place of the connection of before, however far that had counted', () => {
  const marisol = as('marisol');
  const [before, after] = [
    link(marisol, 'ana', 'first run', 90, 90),
    link(marisol, 'ana', 'second run', 91, 1),
  ];
  before.enter();
  after.enter();
  expect([before.one.open, after.one.open]).toEqual([false, true]);
});

test('PEER2: a member in quarantine is not let in, nor who is no member', () => {
  expect(as('marisol', () => false).admits('teo')).toBe(false);
  const marisol = as('marisol');
  expect(marisol.admits('teo')).toBe(true);
  marisol.quarantine.strike('teo', performance.now());
  expect(marisol.admits('teo')).toBe(false);
});
