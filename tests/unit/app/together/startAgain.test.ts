import { beforeEach, expect, test, vi } from 'vitest';
import type { Device } from '../../../../src/lib/app/device';
import { clearHalfImports } from '../../../../src/lib/app/halfImports';
import { OpenPlan } from '../../../../src/lib/app/openPlan';
import { readEntries, readEntry } from '../../../../src/lib/app/planEntry';
import { copyAlone } from '../../../../src/lib/app/together/startAgain';
import { emptyShelf, type Shelf } from '../../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../../src/lib/vault/port';
import { Full, keepVegas, tab, withOpening } from '../device';
import { fakeLocks } from '../fakeLocks';

let device: Device, shelf: Shelf;
vi.mock('../../../../src/lib/app/device', () => ({ thisDevice: async () => device }));

beforeEach(async () => {
  fakeLocks();
  shelf = emptyShelf();
  device = tab(shelf);
  await keepVegas(device);
});

test('CIR3 what stands in a plan stands in its copy, and the plan stands as it was', async () => {
  const copy = await copyAlone('vegas');
  expect((await readEntries(device.vault)).map(({ id }) => id).sort()).toEqual(
    ['vegas', copy].sort(),
  );
  const [before, after] = ['vegas', copy].map((id) => new OpenPlan(id, device));
  await Promise.all([before?.ready, after?.ready]);
  expect([...(after?.reading?.steps.keys() ?? [])]).toEqual([
    ...(before?.reading?.steps.keys() ?? []),
  ]);
  expect(after?.reading?.steps.size).toBeGreaterThan(0);
  expect(await device.vault.keys('importing/')).toEqual([]);
});

test('VAU3 where there is no room for a copy nothing of it stays, and the plan stands as it was', async () => {
  const full = new Full();
  const before = [...shelf.documents.keys()].sort();
  const values = await device.vault.keys('');
  device = withOpening(tab(shelf), async (id, asElse) =>
    id.startsWith('vegas/') ? asElse() : full.store(await asElse()),
  );
  full.now = true;
  await expect(copyAlone('vegas')).rejects.toEqual(new StorageError('full'));
  expect([...shelf.documents.keys()].sort()).toEqual(before);
  expect(await device.vault.keys('')).toEqual(values);
  expect((await readEntries(device.vault)).map(({ id }) => id)).toEqual(['vegas']);
});

test('VAU3 a copy that was cut short is cleared away when the app opens next', async () => {
  const { vault } = device;
  let ends: () => void = () => {};
  const killed = new Promise<never>((_, reject) => (ends = () => reject(new Error('killed'))));
  killed.catch(() => {});
  device = {
    ...device,
    vault: {
      ...vault,
      set: (key, value) => (key.startsWith('plan') ? killed : vault.set(key, value)),
      remove: () => killed,
      delete: () => killed,
    },
  };
  const copying = copyAlone('vegas');
  await vi.waitFor(() => expect(shelf.documents.size).toBeGreaterThan(2));
  ends();
  await expect(copying).rejects.toThrow('killed');
  expect(await vault.keys('importing/')).toHaveLength(1);
  device = tab(shelf);
  await clearHalfImports(device);
  expect(await device.vault.keys('importing/')).toEqual([]);
  expect([...shelf.documents.keys()].filter((id) => !id.startsWith('vegas/'))).toEqual([]);
  expect(await readEntry(device.vault, 'vegas')).toBeDefined();
});
