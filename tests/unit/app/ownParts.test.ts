import { beforeEach, expect, test, vi } from 'vitest';
import { OpenPlan } from '../../../src/lib/app/openPlan';
import { recordReflection } from '../../../src/lib/domain/plan/commands/recordReflection';
import { recordTry } from '../../../src/lib/domain/plan/commands/recordTry';
import { takeBackWords } from '../../../src/lib/domain/plan/commands/takeBackWords';
import { emptyShelf } from '../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../src/lib/vault/port';
import { keepVegas, tab, withOpening } from './device';

/** 2026-09-01 at noon in Denver. */
const noon = Date.parse('2026-09-01T18:00:00Z');
let now = noon;
const clock = () => now;
beforeEach(() => void (now = noon));

const open = async (device: ReturnType<typeof tab>) => {
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  return plan;
};
const unsafe = (words: string) =>
  ({ stepId: 's3', outcome: 'didNotHappen', reasons: ['unsafe'], words }) as const;
const words = (plan: OpenPlan) =>
  plan.reading?.steps.get('s3')?.tries.map((attempt) => attempt.words);

/** Teo told himself something here, and Marisol is talking now. */
const shelfOfTeo = async () => {
  const shelf = emptyShelf();
  const device = tab(shelf);
  await keepVegas(device);
  const plan = await open(device);
  await plan.talk('teo');
  await plan.run(recordTry, unsafe('I went to the roof.'));
  await plan.talk('marisol');
  await plan.close();
  return shelf;
};

test('DOC10 UNSAFE: what Marisol enters for Teo alone hides nothing that he told himself before', async () => {
  const plan = await open(tab(await shelfOfTeo()));
  await plan.run(recordTry, unsafe('He told me on the phone.'), { about: 'teo' });
  expect(words(plan)).not.toContain('I went to the roof.');
  await plan.talk('teo');
  expect(words(plan)).toEqual(
    expect.arrayContaining(['He told me on the phone.', 'I went to the roof.']),
  );
});

test('PLAN15 DOC10: cutting words out of what is kept leaves all that Teo told himself', async () => {
  const shelf = await shelfOfTeo();
  const plan = await open(tab(shelf));
  await plan.run(recordTry, unsafe('He told me on the phone.'), { about: 'teo' });
  await plan.run(recordTry, { stepId: 's2', outcome: 'worked', words: 'oh' });
  const tryId = plan.reading?.steps.get('s2')?.tries.at(-1)?.id ?? '';
  expect(await plan.run(takeBackWords, { tryId })).toBe('saved');
  await plan.close();

  const again = await open(tab(shelf));
  await again.talk('teo');
  expect(words(again)).toEqual(
    expect.arrayContaining(['He told me on the phone.', 'I went to the roof.']),
  );
});

test('DOC10: what is entered for Teo on two visits to his plan is all there', async () => {
  const shelf = await shelfOfTeo();
  const device = tab(shelf);
  for (const said of ['first', 'second']) {
    const plan = await open(device);
    await plan.talk('marisol');
    expect(await plan.run(recordTry, unsafe(said), { about: 'teo' })).toBe('saved');
    await plan.close();
  }
  const again = await open(tab(shelf));
  await again.talk('teo');
  expect(words(again)).toEqual(expect.arrayContaining(['first', 'second']));
});

test('DOC10 UNSAFE: ten minutes after Teo last did something, nothing that only he may read is read', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  try {
    const device = tab(await shelfOfTeo());
    const plan = await open(device);
    await plan.talk('teo');
    const learned = 'Up there nobody finds me.';
    const tryId = plan.reading?.steps.get('s3')?.tries.at(-1)?.id ?? '';
    await plan.run(recordReflection, { tryIds: [tryId], learned });
    const reflected = () =>
      [...(plan.reading?.reflections.values() ?? [])].map((reflection) => reflection.learned);
    expect([words(plan), reflected()].flat()).toEqual(
      expect.arrayContaining(['I went to the roof.', learned]),
    );
    now += 600_000;
    // Also when the phone slept and no timer came.
    expect(words(plan)).not.toContain('I went to the roof.');
    expect(reflected()).not.toContain(learned);
    let told = 0;
    plan.onChanged(() => (told += 1));
    await vi.advanceTimersByTimeAsync(600_000);
    expect(told).toBeGreaterThan(0);
    expect([words(plan), reflected()].flat()).not.toContain('I went to the roof.');
    await plan.talk('teo');
    expect(words(plan)).toContain('I went to the roof.');
    await plan.close();
  } finally {
    vi.useRealTimers();
  }
});

test('DOC10 UNSAFE: what is Marisol’s does not open: she talks, and does not read what only Teo may', async () => {
  const device = withOpening(tab(await shelfOfTeo()), async (id, asElse) => {
    if (id.endsWith('mine/marisol')) throw new StorageError('full');
    return asElse();
  });
  const plan = await open(device);
  expect(plan.state).toBe('ready');
  await plan.talk('teo');
  expect(words(plan)).toContain('I went to the roof.');
  await plan.talk('marisol');
  expect(plan.talker).toBe('marisol');
  expect(words(plan)).not.toContain('I went to the roof.');
  expect(plan.trouble).toBe('full');
});

test('VAU3: what is Teo’s did not open for a moment; nothing is written past it, and later all of it is there', async () => {
  let full = true;
  const device = withOpening(tab(await shelfOfTeo()), async (id, asElse) => {
    if (full && id.endsWith('mine/teo')) throw new StorageError('full');
    return asElse();
  });
  const plan = await open(device);
  await plan.talk('teo');
  expect(await plan.run(recordTry, unsafe('too early'))).toEqual({ kind: 'notRead' });
  full = false;
  expect(await plan.run(recordTry, unsafe('now'))).toBe('saved');
  expect(words(plan)).toEqual(expect.arrayContaining(['I went to the roof.', 'now']));
  expect(plan.trouble).toBeUndefined();
});

test('a plan one document of which does not open can still be let go of', async () => {
  const device = withOpening(tab(await shelfOfTeo()), async (id, asElse) => {
    if (id.endsWith('mine/teo')) throw new StorageError('full');
    return asElse();
  });
  const plan = await open(device);
  await plan.talk('teo');
  await expect(plan.close()).resolves.toBeUndefined();
});
