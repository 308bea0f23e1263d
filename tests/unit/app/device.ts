import { keepNewPlan } from '../../../src/lib/app/plans';
import { writeEntry } from '../../../src/lib/app/planEntry';
import type { Device } from '../../../src/lib/app/device';
import vega from '../../../src/lib/app/examples/vega.json';
import { planFileToChanges } from '../../../src/lib/domain/plan/format/planFileToChanges';
import { PlanFile } from '../../../src/lib/domain/plan/schema';
import { emptyShelf, memoryVault, type Shelf } from '../../../src/lib/vault/memoryVault';

let tabs = 0;

/** One tab of a device; tabs of one device share a shelf. */
export const tab = (shelf: Shelf = emptyShelf()): Device => ({
  vault: memoryVault(shelf),
  id: 'phone',
  chain: `tab${String(tabs++)}`,
  keeps: true,
});

/** The Vegas' plan, kept on a device as if it had been imported. */
export const keepVegas = async (device: Device): Promise<string> => {
  const file = PlanFile.parse(vega);
  const parts = await keepNewPlan(device, 'vegas', planFileToChanges(file));
  await writeEntry(device.vault, {
    id: 'vegas',
    names: [],
    example: false,
    openedAt: '2026-08-31T12:00:00Z',
    timeZone: file.timeZone,
    parts,
  });
  return 'vegas';
};
