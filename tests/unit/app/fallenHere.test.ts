import { expect, test, vi } from 'vitest';
import { changeFallen, readFallen } from '../../../src/lib/app/fallen';
import { FallenHere } from '../../../src/lib/app/fallenHere';
import { newChain } from '../../../src/lib/app/newChain';
import { PlanDocument } from '../../../src/lib/document/planDocument';
import type { Change } from '../../../src/lib/domain/plan/change';
import { memoryVault } from '../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../src/lib/vault/port';

const at = '2026-09-01T18:00:00.000Z';
const aTry = (id: string): Change => ({
  type: 'factRecorded',
  table: 'tries',
  id,
  fact: { id, words: `It rained (${id})` },
  readers: 'team',
});

/** A plan that is open, and what is kept of it, which others replaced once more. */
const open = async () => {
  const vault = memoryVault();
  const document = new PlanDocument({ planId: 'vegas', device: 'phone', newChain });
  const updates: Uint8Array[] = [];
  document.onUpdate((_part, update) => updates.push(update));
  const means = {
    ...{ vault, planId: 'vegas' },
    document: vi.fn((): PlanDocument | undefined => document),
    canWrite: () => true,
    read: async () => {},
    kept: vi.fn(async (): Promise<readonly Uint8Array[]> => []),
    saved: async () => {},
    cutOut: async () => {},
    now: () => at,
    onChanged: () => {},
  };
  const fallen = new FallenHere(means);
  await fallen.begin('team');
  const replaced = (times: number) =>
    changeFallen(vault, 'vegas', 'team', (now) => ({ ...now, times }));
  return { vault, document, updates, means, fallen, replaced };
};
const isHere = (document: PlanDocument, id: string): boolean =>
  document.tables.get('tries')?.has(id) ?? false;

test('LED6 what this device wrote is noted as fallen out also where the plan is closed while it is read anew', async () => {
  const { vault, document, means, fallen, replaced } = await open();
  document.write([aTry('t1')], at);
  await replaced(1);
  means.kept.mockImplementation(async () => {
    means.document.mockReturnValue(undefined);
    return [];
  });
  await fallen.hear('team');
  expect((await readFallen(vault, 'vegas', 'team')).fallen).toEqual([
    expect.objectContaining({ what: 'fact', id: 't1' }),
  ]);
});

test('LED6 a document that could not be read anew loses nothing that came meanwhile, and is read anew the next time', async () => {
  const { document, updates, means, fallen, replaced } = await open();
  const other = new PlanDocument({ planId: 'vegas', device: 'other', newChain });
  const theirs: Uint8Array[] = [];
  other.onUpdate((_part, update) => theirs.push(update));
  other.write([aTry('t2')], at);
  document.write([aTry('t1')], at);
  await replaced(1);
  means.kept.mockImplementationOnce(async () => {
    expect(fallen.takes('team', theirs)).toBe(true);
    throw new StorageError('silent');
  });
  await expect(fallen.hear('team')).rejects.toEqual(new StorageError('silent'));
  expect(fallen.takes('team', [])).toBe(false);
  expect([isHere(document, 't1'), isHere(document, 't2')]).toEqual([true, true]);

  means.kept.mockResolvedValueOnce([...updates]);
  await fallen.hear('team');
  expect(means.kept).toHaveBeenCalledTimes(2);
});

test('LED6 two that hear of it at once read it anew one after the other, and once', async () => {
  const { means, fallen, replaced } = await open();
  await replaced(1);
  let atOnce = 0;
  means.kept.mockImplementation(async () => {
    atOnce += 1;
    await Promise.resolve();
    expect(atOnce).toBe(1);
    atOnce -= 1;
    return [];
  });
  await Promise.all([fallen.hear('team'), fallen.hear('team')]);
  expect(means.kept).toHaveBeenCalledOnce();
});
