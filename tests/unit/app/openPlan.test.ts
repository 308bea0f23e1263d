import { expect, test, vi } from 'vitest';
import { OpenPlan } from '../../../src/lib/app/openPlan';
import { recordTry } from '../../../src/lib/domain/plan/commands/recordTry';
import { editWords } from '../../../src/lib/domain/plan/commands/editWords';
import { emptyShelf } from '../../../src/lib/vault/memoryVault';
import { keepVegas, tab } from './device';

/** 2026-09-01 at noon in Denver. */
const noon = Date.parse('2026-09-01T18:00:00Z');
const clock = () => noon;

test('a plan that is not on this device says so and makes nothing', async () => {
  const shelf = emptyShelf();
  const plan = new OpenPlan('nowhere', tab(shelf), clock);
  await plan.ready;
  expect(plan.state).toBe('missing');
  expect(shelf.documents.size).toBe(0);
});

test('PLAN12: today is the day where the plan lives, not where the device is', async () => {
  const device = tab();
  await keepVegas(device);
  const plan = new OpenPlan('vegas', device, () => Date.parse('2026-09-01T04:00:00Z'));
  await plan.ready;
  expect(plan.today).toBe('2026-08-31');
});

test('PLAN6: Teo tells a try; it is in the reading, and another opening of the plan finds it', async () => {
  const device = tab();
  await keepVegas(device);
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  const input = { stepId: 's2', outcome: 'worked' } as const;
  expect(await plan.run(recordTry, input)).toBe('whoIsTalking');
  await plan.talk('teo');
  expect(await plan.run(recordTry, input)).toBe('saved');
  await plan.close();

  const again = new OpenPlan('vegas', device, clock);
  await again.ready;
  const last = again.reading?.steps.get('s2')?.tries.at(-1);
  expect(last).toMatchObject({ by: 'teo', on: '2026-09-01', outcome: 'worked' });
  expect(again.talker).toBe('teo');
});

test('two tabs of one plan stay in step', async () => {
  const shelf = emptyShelf();
  const here = tab(shelf);
  await keepVegas(here);
  const one = new OpenPlan('vegas', here, clock);
  const two = new OpenPlan('vegas', tab(shelf), clock);
  await Promise.all([one.ready, two.ready]);
  await one.talk('marisol');
  const now = 'Sunday table full, and quiet mornings.';
  const was = one.reading?.plan.vision ?? '';
  await one.run(editWords, { table: 'plan', id: 'plan', field: 'vision', was, now });
  await vi.waitFor(() => expect(two.reading?.plan.vision).toBe(now));
});

test('DOC10: what only Teo may read is read while he is talking, and by nobody else on the same phone', async () => {
  const device = tab();
  await keepVegas(device);
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  await plan.talk('teo');
  await plan.run(recordTry, {
    stepId: 's3',
    outcome: 'didNotHappen',
    reasons: ['unsafe'],
    words: 'I went to the roof.',
  });
  const words = () => plan.reading?.steps.get('s3')?.tries.map((attempt) => attempt.words);
  expect(words()).toContain('I went to the roof.');
  await plan.talk('marisol');
  expect(words()).not.toContain('I went to the roof.');
  await plan.talk('teo');
  expect(words()).toContain('I went to the roof.');
});

test('undo takes the last own change back and redo brings it again', async () => {
  const device = tab();
  await keepVegas(device);
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  await plan.talk('teo');
  const count = () => plan.reading?.steps.get('s2')?.tries.length ?? 0;
  const before = count();
  await plan.run(recordTry, { stepId: 's2', outcome: 'partly' });
  expect(count()).toBe(before + 1);
  await plan.undo();
  expect(count()).toBe(before);
  await plan.redo();
  expect(count()).toBe(before + 1);
});
