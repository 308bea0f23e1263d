import { expect, test, vi } from 'vitest';
import { OpenPlan, type Offer } from '../../../src/lib/app/openPlan';
import { writeCircle } from '../../../src/lib/app/together/circleEntry';
import { readWindow } from '../../../src/lib/app/keptWindow';
import { deviceTimeZone, readEntries, readEntry } from '../../../src/lib/app/planEntry';
import { dayAt } from '../../../src/lib/domain/day';
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

test('CIR2 PLAN8 on a device outside of the household a try goes to the team, and nothing is written that stays behind there', async () => {
  const device = tab();
  await keepVegas(device);
  await writeCircle(device.vault, 'vegas', {
    ...{ circle: 'c', device: 'd', state: 'shared', role: 'edit', household: false },
    ...{ servers: [], signaling: [], presence: false, seeds: {}, persons: {}, heard: {} },
  });
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  await plan.talk('renee');
  const atHome = { stepId: 's2', outcome: 'worked', visibility: 'household' } as const;
  expect(await plan.run(recordTry, atHome)).toEqual({ kind: 'householdOnly' });
  const tries = plan.reading?.steps.get('s2')?.tries ?? [];
  expect(tries.filter(({ by }) => by === 'renee')).toEqual([]);
  await plan.close();
});

test('PLAN12 PLAN10 what only who steers may say is chosen there, too', async () => {
  const device = tab();
  await keepVegas(device);
  await writeCircle(device.vault, 'vegas', {
    ...{ circle: 'c', device: 'd', state: 'shared', role: 'edit', household: true },
    ...{ servers: [], signaling: [], presence: false, seeds: {}, persons: {}, heard: {} },
  });
  const offer = { table: 'about', id: 'about', field: 'timeZone' } as unknown as Offer;
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  expect(await plan.choose(offer, 'Europe/Madrid')).toEqual({ kind: 'steeringOnly' });
  expect(plan.timeZone).not.toBe('Europe/Madrid');
  await plan.close();
});

test('where a plan stands is noted at once for who goes back to all plans right away', async () => {
  const device = tab();
  await keepVegas(device);
  const plan = new OpenPlan('vegas', device, clock);
  await plan.noted();
  expect((await readWindow(device.vault, 'vegas'))?.trying).toBeGreaterThan(0);
  await plan.close();
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

test('UNSAFE DOC8: Marisol cannot take back what Luz told on the same phone, nor can whoever finds it later', async () => {
  const device = tab();
  await keepVegas(device);
  let now = noon;
  const plan = new OpenPlan('vegas', device, () => now);
  await plan.ready;
  await plan.talk('luz');
  await plan.run(recordTry, { stepId: 's2', outcome: 'didNotHappen', reasons: ['unsafe'] });
  const count = () => plan.reading?.steps.get('s2')?.tries.length;
  const told = count();
  await plan.talk('marisol');
  expect([plan.canUndo, plan.canRedo]).toEqual([false, false]);
  expect(await plan.undo()).toBe('whoIsTalking');
  await plan.talk('luz');
  expect([plan.canUndo, count()]).toEqual([true, told]);
  now += 600_000;
  expect(plan.canUndo).toBe(false);
  expect(await plan.undo()).toBe('whoIsTalking');
  await plan.talk('luz');
  expect(count()).toBe(told);
});

test('what is painted first next time is drawn once for each look of Today, and only what all may read', async () => {
  const device = tab();
  await keepVegas(device);
  let drawn = 0;
  const open = (): OpenPlan =>
    new OpenPlan('vegas', device, clock, async (_days, _zone, _names, last) => {
      if (last.length > 0) return last;
      drawn += 1;
      return [{ html: `<p>${drawn}</p>`, language: 'en', build: 'b', until: noon + 1 }];
    });
  const kept = async () => readWindow(device.vault, 'vegas');
  const one = open();
  await one.ready;
  await vi.waitFor(async () => expect((await kept())?.glimpses[0]?.html).toBe('<p>1</p>'));
  expect((await kept())?.trying).toBe(one.window?.cards.length);
  await one.close();

  const two = open();
  await two.ready;
  await two.talk('teo');
  const before = two.window;
  await two.run(recordTry, { stepId: 's2', outcome: 'worked' });
  await vi.waitFor(async () => expect((await kept())?.glimpses[0]?.html).toBe('<p>2</p>'));
  expect(two.window).not.toEqual(before);
  await two.close();
});

test('an entry that cannot be read hides no plan, and is whole again once the plan was open', async () => {
  const device = tab();
  await keepVegas(device);
  await device.vault.set('plans/vegas', { id: 7 });
  expect((await readEntries(device.vault)).map(({ id }) => id)).toEqual(['vegas']);
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  expect(plan.state).toBe('ready');
  await vi.waitFor(async () =>
    expect((await readEntry(device.vault, 'vegas'))?.names).toContain('Marisol Vega'),
  );
  expect((await readEntry(device.vault, 'vegas'))?.timeZone).toBe('America/Denver');
  await plan.close();
});

test('DOC10: what only Teo may read is among what leaves with the plan, also after the plan was opened again', async () => {
  const device = tab();
  await keepVegas(device);
  const parts = async () => (await readEntry(device.vault, 'vegas'))?.parts;
  for (let visit = 0; visit < 2; visit += 1) {
    const plan = new OpenPlan('vegas', device, clock);
    await plan.ready;
    await plan.talk('teo');
    await plan.run(recordTry, { stepId: 's2', outcome: 'noHelp', reasons: ['unsafe'] });
    await vi.waitFor(async () =>
      expect((await readEntry(device.vault, 'vegas'))?.openedAt).toBe('2026-09-01T18:00:00.000Z'),
    );
    await plan.close();
    expect(await parts()).toEqual(['team', 'household', 'mine/teo']);
  }
});

test('a plan that another tab took off the device is written no more, whatever was being drawn', async () => {
  const shelf = emptyShelf();
  const here = tab(shelf);
  await keepVegas(here);
  let draw: (() => void) | undefined;
  const plan = new OpenPlan('vegas', here, clock, async () => {
    await new Promise<void>((resolve) => {
      draw = resolve;
    });
    return [{ html: '<p>Teo</p>', language: 'en', build: 'b', until: noon + 1 }];
  });
  await plan.ready;
  await vi.waitFor(() => expect(draw).toBeDefined());
  const { vault } = tab(shelf);
  await vault.delete('plans/vegas');
  await vault.delete('windows/vegas');
  const looked = vi.spyOn(here.vault, 'get');
  draw?.();
  // It looks whether the plan is still here, and then leaves it at that.
  await vi.waitFor(() => expect(looked).toHaveBeenCalledWith('plans/vegas'));
  await plan.close();
  expect(await vault.keys('')).toEqual([]);
});

test('PLAN12: a plan from a place whose time zone this device does not know is read and written by the device’s own days', async () => {
  const device = tab();
  await keepVegas(device, { timeZone: 'America/Newtown' });
  const plan = new OpenPlan('vegas', device, clock);
  await plan.ready;
  await plan.talk('teo');
  expect(plan.today).toBe(dayAt(noon, deviceTimeZone()));
  expect(await plan.run(recordTry, { stepId: 's2', outcome: 'worked' })).toBe('saved');
  await plan.noted();
  expect((await readEntry(device.vault, 'vegas'))?.timeZone).toBe(deviceTimeZone());
  await plan.close();
});
