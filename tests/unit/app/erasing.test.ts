import { expect, test, vi } from 'vitest';
import type { Device } from '../../../src/lib/app/device';
import { OpenPlan } from '../../../src/lib/app/openPlan';
import { correctTry } from '../../../src/lib/domain/plan/commands/correctTry';
import { recordTry } from '../../../src/lib/domain/plan/commands/recordTry';
import { takeBackWords } from '../../../src/lib/domain/plan/commands/takeBackWords';
import { emptyShelf } from '../../../src/lib/vault/memoryVault';
import { Full, keepVegas, standsIn, tab, withOpening } from './device';

const clock = () => Date.parse('2026-09-01T18:00:00Z');
const talking = async (device: Device, who = 'teo') => {
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  await plan.talk(who);
  return plan;
};
const tries = (plan: OpenPlan) => plan.reading?.steps.get('s2')?.tries ?? [];
const said = { stepId: 's2', outcome: 'partly', words: 'ROOFWORDS' } as const;
const tell = async (plan: OpenPlan) => {
  await plan.run(recordTry, said);
  return tries(plan).at(-1)?.id ?? '';
};

test('PLAN15: words that Teo takes back stand in nothing that this device keeps', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  const plan = await talking(tab(shelf));
  const tryId = await tell(plan);
  expect(standsIn(shelf, 'ROOFWORDS')).toBe(true);
  expect(await plan.run(takeBackWords, { tryId })).toBe('saved');
  expect(standsIn(shelf, 'ROOFWORDS')).toBe(false);
  expect(await tab(shelf).vault.keys('erasing/')).toEqual([]);
});

test('PLAN15: words taken back while the device is full are cut out once it has room again', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  const full = new Full();
  const plan = await talking(
    withOpening(tab(shelf), async (_id, asElse) => full.store(await asElse())),
  );
  const tryId = await tell(plan);
  full.now = true;
  expect(await plan.run(takeBackWords, { tryId })).toMatchObject({ kind: 'notKept' });
  await full.end();
  await vi.waitFor(() => expect(standsIn(shelf, 'ROOFWORDS')).toBe(false));
  expect(plan.trouble).toBeUndefined();
});

test('PLAN15: a page killed before it cut them out leaves that to the next one', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  const killed = withOpening(tab(shelf), async (_id, asElse) => ({
    ...(await asElse()),
    fold: () => new Promise(() => {}),
  }));
  const plan = await talking(killed);
  const tryId = await tell(plan);
  void plan.run(takeBackWords, { tryId });
  await vi.waitFor(() => expect(tries(plan).at(-1)?.wordsTakenBack).toBe(true));
  expect(standsIn(shelf, 'ROOFWORDS')).toBe(true);

  const next = await talking(tab(shelf), 'marisol');
  await vi.waitFor(() => expect(standsIn(shelf, 'ROOFWORDS')).toBe(false), { timeout: 5_000 });
  await vi.waitFor(async () => expect(await tab(shelf).vault.keys('erasing/')).toEqual([]));
  await next.close();
});

test('PLAN15: leaving the plan while words are cut out loses nothing that another tab saves meanwhile', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  // As where another tab has the lock for a moment.
  let go = () => {};
  const lock = new Promise<void>((resolve) => (go = resolve));
  const slow = withOpening(tab(shelf), async (_id, asElse) => {
    const store = await asElse();
    return { ...store, fold: (rewrite) => lock.then(() => store.fold(rewrite)) };
  });
  const here = await talking(slow);
  const there = await talking(tab(shelf), 'marisol');
  const tryId = await tell(here);
  const erasing = here.run(takeBackWords, { tryId });
  await vi.waitFor(() => expect(tries(there).at(-1)?.wordsTakenBack).toBe(true));
  const closing = here.close();
  const team = { stepId: 's2', outcome: 'worked', words: 'SAVED', visibility: 'team' } as const;
  expect(await there.run(recordTry, team)).toBe('saved');
  go();
  await Promise.all([erasing, closing, there.close()]);
  const next = await talking(tab(shelf));
  expect(tries(next).map((attempt) => attempt.words)).toContain('SAVED');
});

test('PLAN15: told again to fewer people, a try leaves no words of what was told before to the others', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  const plan = await talking(tab(shelf));
  const first = await tell(plan);
  const again = { outcome: 'partly', words: 'SECONDWORDS' } as const;
  await plan.run(correctTry, { tryId: first, ...again });
  const second = tries(plan).at(-1)?.id ?? '';
  const alone = { tryId: second, ...again, reasons: ['unsafe'], words: 'ALONE' } as const;
  expect(await plan.run(correctTry, alone)).toBe('saved');
  expect(['ROOFWORDS', 'SECONDWORDS', 'ALONE'].map((word) => standsIn(shelf, word))).toEqual([
    false,
    false,
    true,
  ]);
  await plan.talk('marisol');
  expect(tries(plan).map(({ id }) => id)).not.toContain(first);
});

test('PLAN15: words taken back in one tab are not brought back by doing again in another', async () => {
  const shelf = emptyShelf();
  await keepVegas(tab(shelf));
  const one = await talking(tab(shelf));
  const two = await talking(tab(shelf));
  const tryId = await tell(one);
  await one.run(correctTry, { tryId, outcome: 'partly', words: 'ROOFWORDS again' });
  await one.undo();
  await vi.waitFor(() => expect(tries(two).at(-1)?.words).toBe('ROOFWORDS'));
  expect(await two.run(takeBackWords, { tryId })).toBe('saved');
  await vi.waitFor(() => expect(tries(one).at(-1)?.wordsTakenBack).toBe(true));
  expect(one.canRedo).toBe(false);
  await one.redo();
  expect(tries(one).map(({ words }) => words)).not.toContain('ROOFWORDS again');
});
