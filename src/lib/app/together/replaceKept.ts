import type { CirclePart } from '../../domain/circle/record';
import type { Ledger } from '../../ledger/ledger';
import type { DocumentStore, Vault } from '../../vault/port';
import { changeFallen } from '../fallen';
import { readUnsealed } from './readUnsealed';
import { forgetUnsealed } from './unsealed';

/**
 * Replaces what this device keeps of a document by what stands in the ledger now (LED6). What this device wrote and fell out is
 * noted before, so that it is written again even if the app is closed in between; who shows the document hears of it after.
 * @param arrived updates that other tabs kept and the ledger has not taken yet
 */
export const replaceKept = async (
  {
    vault,
    plan,
    ledger,
  }: { readonly vault: Vault; readonly plan: string; readonly ledger: Ledger },
  part: CirclePart,
  store: DocumentStore,
  arrived: () => readonly Uint8Array[],
): Promise<void> => {
  const notes = (await readUnsealed(vault, plan)).filter((note) => note.part === part);
  const kept: Uint8Array[] = [];
  await store.load((some) => kept.push(...some));
  // What is still to be sealed stays, unless it builds on what fell out.
  const over = notes.filter(({ chain }) => ledger.isOver(part, chain));
  const goOn = notes.filter((note) => !over.includes(note)).map(({ update }) => update);
  const fallen = ledger.fallenOut(part, kept, goOn);
  await changeFallen(vault, plan, part, (now) => ({
    ...now,
    waits: true,
    fallen: [...now.fallen, ...fallen],
  }));
  await store.fold(() => [...ledger.part(part).replica.encode(), ...goOn, ...arrived()]);
  ledger.part(part).isAnew = false;
  for (const note of over) await forgetUnsealed(vault, plan, note);
  await changeFallen(vault, plan, part, (now) => ({
    ...now,
    waits: false,
    times: now.times + 1,
  }));
};
