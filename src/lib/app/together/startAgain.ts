import type { PartName } from '../../document/planDocument';
import { thisDevice, type Device } from '../device';
import { dropHalf, markOf } from '../halfImports';
import { keptOrNot } from '../keptOrNot';
import { deleteFaces, readFaces, writeFaces } from '../faces';
import { newChain } from '../newChain';
import { newId } from '../newId';
import { documentId, readEntry, writeEntry } from '../planEntry';

/**
 * The same plan once more on this device, shared with nobody: what stands in it now, and nothing of how it came there. Who
 * wrote what is from then on what the copy says. Answers the new plan's id; of what could not be kept nothing stays.
 */
export const copyAlone = async (planId: string): Promise<string> => {
  const device = await thisDevice();
  const { vault } = device;
  const copy = newId();
  const entry = await readEntry(vault, planId);
  if (!entry) throw new Error('There is no such plan here');
  const parts = [...new Set(['team', 'household', ...entry.parts])] as PartName[];
  // As with a file that comes in: a copy that was cut short is known to be half.
  const drop = async (): Promise<void> => {
    await deleteFaces(vault, copy);
    await dropHalf(device, copy);
    await vault.delete(markOf(copy));
  };
  return navigator.locks.request(markOf(copy), async () => {
    await vault.set(markOf(copy), parts);
    try {
      await copyParts(device, planId, copy, parts);
      await writeFaces(vault, copy, await readFaces(vault, planId));
      const { fileId: _file, ...about } = entry;
      await writeEntry(vault, { ...about, id: copy, parts, openedAt: new Date().toISOString() });
    } catch (cause) {
      await keptOrNot(drop());
      throw cause;
    }
    await keptOrNot(vault.delete(markOf(copy)));
    return copy;
  });
};

const copyParts = async (
  { id: device, vault }: Device,
  planId: string,
  copy: string,
  parts: readonly PartName[],
): Promise<void> => {
  const { PlanDocument } = await import('../../document/planDocument');
  const document = new PlanDocument({ planId: copy, device, newChain });
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
};
