import { expect, test } from 'vitest';
import { emptyShelf, memoryVault } from '../../../src/lib/vault/memoryVault';
import { StorageError } from '../../../src/lib/vault/port';
import { loaded, readWords, vaultContract, writeWords } from './vaultContract';

vaultContract('memory', async () => {
  const shelf = emptyShelf();
  return async () => memoryVault(shelf);
});

test('VAU3 where the browser refuses storage that is said at once, and Marisol can still export', async () => {
  const vault = memoryVault(emptyShelf(), 'refused');
  const store = await vault.open('vega');
  const troubles: unknown[] = [];
  store.onTrouble((trouble) => troubles.push(trouble));
  expect(troubles).toEqual(['refused']);
  await expect(store.append(writeWords(['wake'])[0] as Uint8Array)).rejects.toEqual(
    new StorageError('refused'),
  );
  expect(readWords(await loaded(store))).toEqual(['wake']);
});
