import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changes } from './arbitraries';
import { seen, Tab, type Sent } from './people';

/** Marisol, Teo and Renee write in turn; after some turns one hears another. */
const turn = fc.record({
  who: fc.nat(2),
  hears: fc.option(fc.nat(2)),
  minute: fc.nat(3),
  changes: changes(4),
});

describe('DOC2', () => {
  test('whoever received the same updates, in any order, twice or late, reads the same', () => {
    fc.assert(
      fc.property(
        fc.array(turn, { minLength: 2, maxLength: 10 }),
        fc.array(fc.nat(), { minLength: 80, maxLength: 80 }),
        (turns, shuffle) => {
          const tabs = ['marisol', 'teo', 'renee'].map((device) => new Tab(device));
          for (const { who, hears, minute, changes } of turns) {
            if (hears !== null) tabs[who]?.hear(tabs[hears] as Tab);
            tabs[who]?.writeAt(minute, ...changes);
          }
          const all = tabs.flatMap(({ sent }) => sent);
          const inOrder = new Tab('kitchen').hear(all);
          const place = (at: number): number => shuffle[at % shuffle.length] ?? 0;
          const shuffled: Sent[] = [...all, ...all.filter((_, at) => place(at) % 3 === 0)]
            .map((sent, at) => ({ sent, at: place(at) }))
            .sort((a, b) => a.at - b.at)
            .map(({ sent }) => sent);
          expect(seen(new Tab('phone').hear(shuffled))).toEqual(seen(inOrder));
          // Those who wrote read the same once they heard all, what is offered included (PLAN10).
          for (const tab of tabs) expect(seen(tab.hear(shuffled))).toEqual(seen(inOrder));
        },
      ),
    );
  });

  test('what stands is the same whether it came as history or as pieces of one state', () => {
    fc.assert(
      fc.property(fc.array(changes(4), { minLength: 1, maxLength: 6 }), (batches) => {
        const marisol = new Tab('marisol');
        const teo = new Tab('teo');
        for (const [at, batch] of batches.entries()) (at % 2 ? teo : marisol).write(...batch);
        marisol.hear(teo);
        const moved = new Tab('phone');
        for (const part of ['team', 'household', 'mine/marisol'] as const)
          expect(moved.document.apply(part, marisol.document.encode(part))).toBe(0);
        expect(seen(moved)).toEqual(seen(marisol));
      }),
    );
  });
});
