import { expect, test, vi } from 'vitest';
import { readFaces, withPin } from '../../../src/lib/app/faces';
import { OpenPlan } from '../../../src/lib/app/openPlan';
import { deleteEntry, readEntry } from '../../../src/lib/app/planEntry';
import { proposeChange } from '../../../src/lib/domain/plan/commands/proposeChange';
import { recordTry } from '../../../src/lib/domain/plan/commands/recordTry';
import { emptyShelf } from '../../../src/lib/vault/memoryVault';
import { Full, keepVegas, tab, withOpening } from './device';

const clock = () => Date.parse('2026-09-01T18:00:00Z');
const unsafe = { stepId: 's3', outcome: 'didNotHappen', reasons: ['unsafe'] } as const;

const two = async () => {
  const shelf = emptyShelf();
  const { vault } = tab(shelf);
  await keepVegas(tab(shelf));
  const open = () => new OpenPlan('vegas', tab(shelf), clock);
  const [one, other] = [open(), open()];
  await Promise.all([one.ready, other.ready]);
  return { shelf, vault, one, other };
};

test('a PIN that Teo sets in one tab stays when another tab writes, and is asked for there', async () => {
  const { vault, one, other } = await two();
  await one.talk('marisol');
  await other.talk('teo');
  await one.changeFaces((faces) => withPin(faces, 'vegas', 'teo', '1234'));
  await other.run(recordTry, { stepId: 's2', outcome: 'worked' });
  await other.close();
  const pins = (people: readonly { id: string; pin?: string }[]) =>
    people.filter(({ pin }) => pin !== undefined).map(({ id }) => id);
  expect(pins((await readFaces(vault, 'vegas')).people)).toEqual(['teo']);
  expect(pins(other.faces.people)).toEqual(['teo']);
});

test('whoever is taken off the row of faces in one tab talks in no other', async () => {
  const { one, other } = await two();
  await one.talk('marisol');
  await other.talk('teo');
  await one.changeFaces(({ people }) => ({ people: people.filter(({ id }) => id !== 'teo') }));
  await vi.waitFor(() => expect(other.talker).toBe('marisol'));
});

test('DOC10: what one tab began for Teo alone leaves with the plan, whatever another tab notes of it', async () => {
  const { vault, one, other } = await two();
  await one.talk('marisol');
  await one.run(recordTry, unsafe, { about: 'teo' });
  const parts = async () => (await readEntry(vault, 'vegas'))?.parts;
  expect(await parts()).toContain('mine/teo');
  await other.talk('chelo');
  await other.noted();
  expect(await parts()).toEqual(expect.arrayContaining(['mine/teo', 'mine/chelo']));
});

test('a plan taken off this device in another tab leaves nothing here, whatever this tab does then', async () => {
  const { shelf, vault, other } = await two();
  await other.talk('marisol');
  await other.noted();
  await deleteEntry(vault, 'vegas');
  for (const key of await vault.keys('')) if (key.endsWith('/vegas')) await vault.delete(key);
  for (const id of [...shelf.documents.keys()]) await vault.remove(id);
  expect(await other.run(recordTry, unsafe, { about: 'teo' })).not.toBe('saved');
  await other.talk('teo');
  expect(await other.run(recordTry, unsafe)).not.toBe('saved');
  await other.close();
  expect([...shelf.documents.keys()]).toEqual([]);
  expect(await vault.keys('')).toEqual([]);
});

test('VAU3: one document is kept again, another one not: it is still said that not all is kept', async () => {
  const device = tab();
  await keepVegas(device);
  const full = { team: new Full(), household: new Full() };
  const plan = new OpenPlan(
    'vegas',
    withOpening(device, async (id, asElse) => {
      const store = await asElse();
      return id.endsWith('team') ? full.team.store(store) : full.household.store(store);
    }),
    clock,
  );
  await plan.ready;
  await plan.talk('teo');
  full.team.now = full.household.now = true;
  for (const visibility of ['team', 'household'] as const)
    await plan.run(recordTry, { stepId: 's2', outcome: 'partly', visibility });
  await full.household.end();
  expect(plan.trouble).toBe('full');
  await full.team.end();
  expect(plan.trouble).toBeUndefined();
  expect(await plan.run(recordTry, { stepId: 's2', outcome: 'worked' })).toBe('saved');
});

test('DOC8: what Teo tried of it in another tab keeps a step, and a change of it, from being taken back', async () => {
  const { one, other } = await two();
  await one.talk('marisol');
  await other.talk('teo');
  const stepId = 's2';
  const sentence = { action: 'We walk' };
  const change = {
    stepId,
    sentence,
    kinds: ['smaller'],
    because: [],
    startedIn: 'dailyLife',
  } as const;
  const actions = () => other.reading?.steps.get(stepId)?.versions.map(({ action }) => action);
  expect(await one.run(proposeChange, change)).toBe('saved');
  await vi.waitFor(() => expect(actions()).toContain('We walk'));
  await other.run(recordTry, { stepId, outcome: 'worked', words: 'WALKED' });
  const tried = () => one.reading?.steps.get(stepId)?.tries.map(({ words }) => words);
  await vi.waitFor(() => expect(tried()).toContain('WALKED'));
  expect(await one.undo()).toEqual({ kind: 'saidSince' });
  expect(tried()).toContain('WALKED');
  expect(one.canUndo).toBe(false);

  // What nothing stands on is taken back as ever.
  expect(await one.run(recordTry, { stepId, outcome: 'partly' })).toBe('saved');
  expect(await one.undo()).toBe('saved');
  expect(actions()).toContain('We walk');
});
