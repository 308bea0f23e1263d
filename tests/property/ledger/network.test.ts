import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/lib/domain/plan/change';
import { changes } from '../../unit/document/arbitraries';
import { plain } from '../../unit/document/people';
import { firstPhone, join, type Phone } from './household';

const names = ['Marisol', 'Teo', 'Ana', 'Renee', 'Kai', 'Rosa'];

/** What happens next: somebody writes, takes back, closes the app, or something travels, perhaps late, twice or in another order. */
const event = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('write' as const),
      who: fc.nat(5),
      others: fc.nat(5),
      changes: changes(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('undo' as const), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('redo' as const), who: fc.nat(5) }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('send' as const),
      who: fc.nat(5),
      to: fc.nat(5),
      order: fc.array(fc.nat(), { minLength: 3, maxLength: 8 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart' as const), who: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('join' as const), by: fc.nat(5) }) },
);

/** Every record has an id of its own, and is written where its writer may. */
const asOf = (phone: Phone, others: number, change: Change): Change => {
  const named = (id: string, name: string): string => `${id} of ${name}`;
  switch (change.type) {
    case 'recordAdded': {
      const single = change.id === (change.table as string);
      const id = single ? change.id : named(change.id, phone.name);
      const readers = typeof change.readers === 'object' ? ('household' as const) : change.readers;
      return { ...change, id, readers, record: single ? change.record : { ...change.record, id } };
    }
    case 'factRecorded': {
      const id = named(change.id, phone.name);
      const readers =
        typeof change.readers === 'object' && phone.name !== 'Marisol'
          ? ('household' as const)
          : change.readers;
      return { ...change, id, readers, fact: { ...change.fact, id } };
    }
    case 'wordsErased':
      return { ...change, tryId: named(change.tryId, names[others] ?? '') };
    default:
      return change.id === (change.table as string)
        ? change
        : { ...change, id: named(change.id, names[others] ?? '') };
  }
};

const reads = (phone: Phone) => plain(phone.document.tables);

/** All tell each other all they have, until nobody has news. */
const gather = async (phones: readonly Phone[]): Promise<void> => {
  for (let round = 0; round < 3; round += 1)
    for (const one of phones) for (const other of phones) if (one !== other) await one.tell(other);
};

describe('LED2, LED4, DOC2', () => {
  test('whatever is lost, late, doubled, out of order or closed in between: in the end all read the same, and nothing kept is lost', async () => {
    await fc.assert(
      fc.asyncProperty(
        changes(4),
        fc.array(fc.integer({ min: -5_256_000, max: 5_256_000 }), { minLength: 6, maxLength: 6 }),
        fc.array(event, { minLength: 4, maxLength: 24 }),
        async (before, skews, events) => {
          const first = await firstPhone(before);
          first.skew = skews[0] ?? 0;
          const phones = [first];
          const at = (place: number): Phone => phones[place % phones.length] as Phone;
          const grow = async (by: Phone): Promise<void> => {
            if (phones.length >= names.length) return;
            const name = names[phones.length] ?? '';
            const phone = await join(by, name, { role: 'steer', household: true });
            phone.skew = skews[phones.length] ?? 0;
            phones.push(phone);
          };
          await grow(first);
          await grow(first);
          for (const one of events)
            switch (one.kind) {
              case 'write':
                await at(one.who).write(
                  ...one.changes.map((change) =>
                    asOf(at(one.who), one.others % phones.length, change),
                  ),
                );
                break;
              case 'undo':
                await at(one.who).undo();
                break;
              case 'redo':
                await at(one.who).redo();
                break;
              case 'restart':
                await at(one.who).restart();
                break;
              case 'join':
                await grow(at(one.by));
                break;
              case 'send': {
                const [from, to] = [at(one.who), at(one.to)];
                if (from === to) break;
                // Some of what is there, in some order, some of it twice; and now and then the log comes later.
                if ((one.order[0] ?? 0) % 4 > 0) await to.hearRecords(from.ledger.log.records());
                const parts = from.ledger.partsOf(to.identity.device);
                for (const part of parts) {
                  const all = [...from.ledger.part(part).envelopes.values()];
                  await to.hear(
                    one.order.flatMap((place) => all[place % Math.max(1, all.length)] ?? []),
                  );
                }
              }
            }
          await gather(phones);
          for (const phone of phones) {
            expect(phone.ledger.waiting, `${phone.name} waits`).toBe(0);
            expect(
              phone.outcomes.filter(({ kind }) => kind === 'void' || kind === 'dropped'),
              phone.name,
            ).toEqual([]);
            expect(await phone.ledger.log.digest()).toBe(await first.ledger.log.digest());
            for (const part of ['team', 'household'] as const)
              expect(await phone.ledger.digest(part)).toBe(await first.ledger.digest(part));
            expect(reads(phone)).toEqual(reads(first));
          }
          for (const phone of phones) await phone.restart();
          for (const phone of phones) expect(reads(phone)).toEqual(reads(first));
        },
      ),
      { numRuns: process.env.LONG === '1' ? 500 : 15, endOnFailure: process.env.QUICK === '1' },
    );
  });
});
