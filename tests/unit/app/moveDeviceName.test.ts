import { afterEach, expect, test, vi } from 'vitest';
import { emptyShelf, memoryVault } from '../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../src/lib/vault/port';

/** A browser in which an earlier version kept what Marisol calls this device. */
const withEarlierSettings = async () => {
  const kept = new Map([['settings', '{"language":"es","deviceName":"Marisol’s phone"}']]);
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
  vi.resetModules();
  const { moveDeviceName } = await import('../../../src/lib/app/moveDeviceName');
  return { kept, moveDeviceName };
};

afterEach(() => {
  vi.unstubAllGlobals();
});

test('VAU1 what people call this device moves from the open settings to where things are sealed', async () => {
  const { kept, moveDeviceName } = await withEarlierSettings();
  const vault = memoryVault(emptyShelf());
  await moveDeviceName(vault);
  expect(await vault.get('deviceName')).toBe('Marisol’s phone');
  expect(kept.get('settings')).toBe('{"language":"es"}');
});

test('VAU1 it stays where it is while it cannot be kept, and never replaces a newer name', async () => {
  const { kept, moveDeviceName } = await withEarlierSettings();
  const vault = memoryVault(emptyShelf());
  const full = { ...vault, set: () => Promise.reject(new StorageError('full')) };
  await expect(moveDeviceName(full)).rejects.toEqual(new StorageError('full'));
  expect(kept.get('settings')).toContain('Marisol');
  await vault.set('deviceName', 'kitchen tablet');
  await moveDeviceName(vault);
  expect(await vault.get('deviceName')).toBe('kitchen tablet');
  expect(kept.get('settings')).toBe('{"language":"es"}');
});
