import { expect, test } from 'vitest';
import { readCircle } from '../../../../src/lib/app/together/circleEntry';
import { beginSharing } from '../../../../src/lib/app/together/firstSharing';
import { documentId } from '../../../../src/lib/app/planEntry';
import { keepVegas, tab } from '../device';
import { fakeLocks } from '../fakeLocks';

test('CIR1 two tabs that begin to share a plan at once begin one circle', async () => {
  fakeLocks();
  const device = tab();
  await keepVegas(device);
  await Promise.all([beginSharing(device, 'vegas'), beginSharing(device, 'vegas')]);
  const entry = await readCircle(device.vault, 'vegas');
  const store = await device.vault.open(documentId('vegas', 'circle'));
  const records: Uint8Array[] = [];
  await store.envelopes((some) => records.push(...some));
  expect(records).toHaveLength(1);
  expect(entry?.state).toBe('starting');
  // Nor does a tab that comes late begin another.
  await beginSharing(device, 'vegas');
  expect((await readCircle(device.vault, 'vegas'))?.circle).toBe(entry?.circle);
});
