import { expect, onTestFinished, test, vi } from 'vitest';
import { SealedKeeping, type SealUpdate } from '../../../../src/lib/app/together/sealedKeeping';
import { emptyShelf, memoryVault } from '../../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../../src/lib/vault/port';

const update = (n: number): Uint8Array => new Uint8Array([n]);
const envelopeOf = (one: Uint8Array): Uint8Array => new Uint8Array([100, ...one]);

/** A tab that writes into Vega's team document; what is sealed is answered when the test says so. */
const writing = (at: { readonly noting?: boolean } = {}) => {
  const shelf = emptyShelf();
  const vault = memoryVault(shelf);
  if (at.noting === false) vault.set = () => Promise.reject(new StorageError('full'));
  const answers: ((sealed: Awaited<ReturnType<SealUpdate>>) => void)[] = [];
  const refused: string[] = [];
  const seal: SealUpdate = () => new Promise((answer) => answers.push(answer));
  const keeping = new SealedKeeping({ vault, planId: 'vega', part: 'team' }, seal, (chain) =>
    refused.push(chain),
  );
  const store = vault.open('vega/team');
  return {
    keep: (n: number, chain = 'c') => keeping.keep(store, chain, update(n)),
    settled: () => keeping.settled(),
    answers,
    refused,
    notes: () => vault.keys('unsealed/'),
    kept: async () => {
      const updates: number[][] = [];
      const envelopes: number[][] = [];
      const again = await memoryVault(shelf).open('vega/team');
      await again.load((some) => updates.push(...some.map((one) => [...one])));
      await again.envelopes((some) => envelopes.push(...some.map((one) => [...one])));
      return { updates: updates.filter((one) => one.length > 0), envelopes };
    },
  };
};

test('VAU2 what is sealed at once is kept with its envelope, and no note is made', async () => {
  const tab = writing();
  const kept = tab.keep(1);
  tab.answers[0]?.(envelopeOf(update(1)));
  await kept;
  expect(await tab.kept()).toEqual({ updates: [[1]], envelopes: [[100, 1]] });
  expect(await tab.notes()).toEqual([]);
});

test('VAU2 what nobody seals yet is kept at once with a note; the envelope follows, and the note goes', async () => {
  const tab = writing();
  await tab.keep(1);
  expect(await tab.kept()).toEqual({ updates: [[1]], envelopes: [] });
  expect(await tab.notes()).toHaveLength(1);
  tab.answers[0]?.(envelopeOf(update(1)));
  await tab.settled();
  expect(await tab.kept()).toEqual({ updates: [[1]], envelopes: [[100, 1]] });
  expect(await tab.notes()).toEqual([]);
});

test('LED1 envelopes are kept in the order of their chain, those that came late too', async () => {
  const tab = writing();
  await Promise.all([tab.keep(1), tab.keep(2)]);
  const third = tab.keep(3);
  for (const [at, answer] of tab.answers.entries()) answer(envelopeOf(update(at + 1)));
  await third;
  await tab.settled();
  expect(await tab.kept()).toEqual({
    updates: [[1], [2], [3]],
    envelopes: [
      [100, 1],
      [100, 2],
      [100, 3],
    ],
  });
  expect(await tab.notes()).toEqual([]);
});

test('LED2 what is refused stays here with its note, and its chain is left', async () => {
  const tab = writing();
  const kept = tab.keep(1);
  tab.answers[0]?.('refused');
  await kept;
  await tab.settled();
  expect(tab.refused).toEqual(['c']);
  expect(await tab.kept()).toEqual({ updates: [[1]], envelopes: [] });
  expect(await tab.notes()).toHaveLength(1);
  // What nobody could seal now may be sealed later, in its chain.
  const other = tab.keep(2, 'd');
  tab.answers[1]?.('failed');
  await other;
  expect(tab.refused).toEqual(['c']);
});

test('VAU2 where no note can be kept, nothing is said to be saved before it is sealed', async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const tab = writing({ noting: false });
  let durable = false;
  const kept = tab.keep(1).then(() => (durable = true));
  await vi.advanceTimersByTimeAsync(1000);
  expect(durable).toBe(false);
  tab.answers[0]?.(envelopeOf(update(1)));
  await kept;
  expect(await tab.kept()).toEqual({ updates: [[1]], envelopes: [[100, 1]] });
});
