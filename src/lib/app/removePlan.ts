import type { Vault } from '../vault/port';
import { thisDevice } from './device';
import { unmarkErasing } from './erasing';
import { deleteFaces, readFaces } from './faces';
import { keptOrNot } from './keptOrNot';
import { deleteWindow } from './keptWindow';
import { circleKey, unsealedPrefix } from './together/circleKey';
import { forgetReached } from './together/forgetReached';
import { forgetKeys } from './together/forgetKeys';
import { fallenPrefix } from './fallenKey';
import { deleteEntry, documentId, readEntry } from './planEntry';

/** While a plan is being taken off this device: its documents that are to go. */
const prefix = 'removing/';

/** Takes a plan off this device: documents, caches, drafts and who used it. It cannot be brought back from here. */
export const removePlan = async (id: string): Promise<void> => {
  const { vault } = await thisDevice();
  const entry = await readEntry(vault, id);
  const faces = await readFaces(vault, id);
  const mine = faces.people.map((face) => `mine/${face.id}`);
  const parts = [...new Set([...(entry?.parts ?? ['team', 'household']), ...mine])];
  // First what is to go: a removal cut short is ended later. Where that cannot be kept, it is removed all the same.
  await keptOrNot(vault.set(prefix + id, parts));
  // Then the entry: nothing is left that looks like a plan.
  await deleteEntry(vault, id);
  await removeRest(vault, id, parts);
};

/** Ends the removals that were cut short, by a killed tab or by storage. */
export const endRemovals = async (vault: Vault): Promise<void> => {
  for (const key of await vault.keys(prefix)) {
    const id = key.slice(prefix.length);
    const kept = await vault.get(key);
    await deleteEntry(vault, id);
    await removeRest(vault, id, Array.isArray(kept) ? kept.map(String) : []);
  }
};

const removeRest = async (vault: Vault, id: string, parts: readonly string[]): Promise<void> => {
  for (const key of await vault.keys(`drafts/${id}/`)) await vault.delete(key);
  for (const key of await vault.keys(`once/${id}/`)) await vault.delete(key);
  for (const key of await vault.keys(unsealedPrefix(id))) await vault.delete(key);
  for (const key of await vault.keys(fallenPrefix(id))) await vault.delete(key);
  await deleteWindow(vault, id);
  await deleteFaces(vault, id);
  await unmarkErasing(vault, id);
  await vault.delete(circleKey(id));
  await forgetKeys(vault, id);
  await forgetReached(vault, id);
  const all = new Set([...parts, 'circle']);
  await Promise.all([...all].map((part) => vault.remove(documentId(id, part))));
  await vault.delete(prefix + id);
};
