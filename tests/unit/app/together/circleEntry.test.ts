import { expect, test } from 'vitest';
import {
  changeCircle,
  readCircle,
  writeCircle,
} from '../../../../src/lib/app/together/circleEntry';
import { memoryVault } from '../../../../src/lib/vault/memoryVault';

test('PEER5 what Marisol chose is not lost to what the app notes at the same moment', async () => {
  const vault = memoryVault();
  await writeCircle(vault, 'vegas', {
    ...{ circle: 'c', device: 'd', state: 'shared', role: 'steer' },
    ...{ servers: [], signaling: [], presence: false, seeds: {}, persons: {}, heard: {} },
  });
  await Promise.all([
    changeCircle(vault, 'vegas', (entry) => ({ ...entry, meeting: 'hidden' })),
    changeCircle(vault, 'vegas', (entry) => ({ ...entry, persons: { d: ['marisol'] } })),
    changeCircle(vault, 'vegas', (entry) => ({ ...entry, seeds: { ana: 'seed' } })),
  ]);
  expect(await readCircle(vault, 'vegas')).toMatchObject({
    meeting: 'hidden',
    persons: { d: ['marisol'] },
    seeds: { ana: 'seed' },
  });
});
