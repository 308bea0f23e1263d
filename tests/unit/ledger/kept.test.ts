import { beforeEach, describe, expect, test } from 'vitest';
import { firstPhone, join, type Phone } from '../../property/ledger/household';
import { gather, reads, told, vision } from './phones';

let marisol: Phone, teo: Phone, renee: Phone, kai: Phone;
beforeEach(async () => {
  marisol = await firstPhone([vision('We eat together')]);
  const rights = { role: 'edit', household: true } as const;
  teo = await join(marisol, 'Teo', rights);
  renee = await join(marisol, 'Renee', rights);
  kai = await join(marisol, 'Kai', rights);
  await gather(marisol, teo, renee, kai);
});

/** All that a device knows of the team's document, and goes on from. */
const known = ({ ledger }: Phone) => {
  const part = ledger.part('team');
  const { causality, heads, tips, starts, checkpoints, base, isBegun, isExact, coming } = part;
  const clocks = [...causality.chains].map((chain) => [chain.key, causality.nextClock(chain)]);
  return {
    ...{ heads, tips, isBegun, isExact, coming, base: [...base], clocks: clocks.sort() },
    ...{ leaves: [...causality.leaves].sort(), starts: [...starts.keys()].sort() },
    checkpoints: [...checkpoints.keys()].sort(),
  };
};
const words = (was: string, now: string) =>
  ({ type: 'textEdited', table: 'plan', id: 'plan', field: 'vision', was, now }) as const;

describe('LED5: what a device kept', () => {
  test('says when it is opened again what it said before, also where it was kept twice', async () => {
    await renee.write(words('We eat together', 'We eat together at noon'));
    // Nothing is written by taking words out: the chain stands where it stood.
    await renee.write(words('We eat together at noon', 'We eat together'));
    await gather(marisol, teo, renee, kai);
    await marisol.begin('team');
    await gather(marisol, teo, renee, kai);
    for (const phone of [marisol, teo, renee]) {
      const before = known(phone);
      expect(before.isExact).toBe(true);
      await phone.restart();
      expect(known(phone)).toEqual(before);
      const { envelopes } = phone.of('team');
      envelopes.push(...envelopes);
      await phone.restart();
      expect(known(phone)).toEqual(before);
    }
  });

  test('says still what each of its writers knew', async () => {
    await marisol.write(words('We eat together', 'We eat together at noon'));
    for (const phone of [teo, renee]) await marisol.tell(phone);
    await renee.write(words('We eat together at noon', 'We eat together gladly at noon'));
    await renee.tell(kai);
    await marisol.tell(kai);
    await renee.tell(teo);
    await teo.restart();
    // Kai names Renee's alone, and builds on what Marisol wrote before it.
    await kai.write(words('We eat together gladly at noon', 'We eat together gladly'));
    teo.outcomes.splice(0);
    await kai.tell(teo);
    expect(told(teo.outcomes).filter((one) => /void|waits/.test(one))).toEqual([]);
    expect(reads(teo)).toEqual(reads(kai));
  });
});
