import type { PartName } from '../../document/planDocument';
import { thisDevice } from '../device';
import { readFaces, writeFaces } from '../faces';
import { newChain } from '../newChain';
import { newId } from '../newId';
import { documentId, readEntry, writeEntry } from '../planEntry';
import { removePlan } from '../removePlan';

/**
 * The same plan once more on this device, shared with nobody: what stands in it now, and nothing of how it came there. Who
 * wrote what is from then on what the copy says. The plan before it leaves this device. Answers the new plan's id.
 */
export const copyAlone = async (planId: string): Promise<string> => {
  const device = await thisDevice();
  const { vault } = device;
  const entry = await readEntry(vault, planId);
  if (!entry) throw new Error('There is no such plan here');
  const copy = newId();
  const { PlanDocument } = await import('../../document/planDocument');
  const document = new PlanDocument({ planId: copy, device: device.id, newChain });
  const parts = [...new Set(['team', 'household', ...entry.parts])] as PartName[];
  for (const part of parts) {
    const store = await vault.open(documentId(planId, part));
    await store.load((updates) => document.apply(part, updates));
    await store.close();
  }
  for (const part of parts) {
    const store = await vault.open(documentId(copy, part));
    await Promise.all(document.encode(part).map((piece) => store.append(piece)));
    await store.close();
  }
  document.destroy();
  await writeFaces(vault, copy, await readFaces(vault, planId));
  const { fileId: _file, ...about } = entry;
  await writeEntry(vault, { ...about, id: copy, parts, openedAt: new Date().toISOString() });
  await removePlan(planId);
  return copy;
};
