import { expect, test } from 'vitest';
import { changeFallen, readFallen } from '../../../src/lib/app/fallen';
import { emptyShelf, memoryVault } from '../../../src/lib/vault/memoryVault';
import { fakeLocks } from './fakeLocks';

test('LED6 what fell out is noted whole, whoever else notes something at the same moment', async () => {
  fakeLocks();
  const shelf = emptyShelf();
  const note = (id: string) =>
    changeFallen(memoryVault(shelf), 'vega', 'team', (now) => ({
      ...now,
      times: now.times + 1,
      fallen: [...now.fallen, { what: 'erasure', id } as const],
    }));
  await Promise.all(['one', 'two', 'three'].map(note));
  const { times, fallen } = await readFallen(memoryVault(shelf), 'vega', 'team');
  expect(times).toBe(3);
  expect(fallen.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
});
