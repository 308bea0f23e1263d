import { dayAt } from '../domain/day';
import type { Change } from '../domain/plan/change';
import type { Actor } from '../domain/plan/actor';
import { startPlan as decideStart, type StartPlanInput } from '../domain/plan/commands/startPlan';
import type { PlanRefusal } from '../domain/plan/commands/refusal';
import { householdNames } from '../domain/plan/householdNames';
import { PlanFile } from '../domain/plan/schema';
import type { Result } from '../domain/result';
import type { PartName } from '../document/planDocument';
import { thisDevice, type Device } from './device';
import { noFaces, withTalker, writeFaces } from './faces';
import { keptOrNot } from './keptOrNot';
import { newChain } from './newChain';
import { newId } from './newId';
import { deviceTimeZone, documentId, readEntries, writeEntry, type PlanEntry } from './planEntry';

export type { PlanEntry } from './planEntry';

/** All plans of this device, the one opened last first. */
export const plansHere = async (): Promise<PlanEntry[]> => readEntries((await thisDevice()).vault);

/** Calls back when a plan came to or left this device in another tab. Returns how to stop. */
export const onPlansChanged = async (listener: () => void): Promise<() => void> =>
  (await thisDevice()).vault.onChanged((key) => key.startsWith('plans/') && listener());

/** Writes a new plan's documents change by change, each batch one small transaction, and keeps what they made. */
export const keepNewPlan = async (
  device: Device,
  planId: string,
  batches: Iterable<readonly Change[]>,
): Promise<string[]> => {
  const { PlanDocument } = await import('../document/planDocument');
  const document = new PlanDocument({ planId, device: device.id, newChain });
  const made = new Map<string, Uint8Array[]>([
    ['team', []],
    ['household', []],
  ]);
  document.onUpdate((part: PartName, update: Uint8Array) => {
    made.set(part, [...(made.get(part) ?? []), update]);
  });
  const at = new Date().toISOString();
  for (const batch of batches) document.write(batch, at);
  document.destroy();
  const parts = [...made.keys()];
  try {
    for (const [part, updates] of made) await keepDocument(device, planId, part, updates);
  } catch (cause) {
    // A plan that cannot be whole is none.
    for (const part of parts) await keptOrNot(device.vault.remove(documentId(planId, part)));
    throw cause;
  }
  return parts;
};

const keepDocument = async (
  device: Device,
  planId: string,
  part: string,
  updates: readonly Uint8Array[],
): Promise<void> => {
  const store = await device.vault.open(documentId(planId, part));
  try {
    // Where nothing can be kept the plan lives until the page closes, and the screen says so.
    const kept = Promise.all(updates.map((update) => store.append(update)));
    await (device.keeps ? kept : kept.catch(() => {}));
  } finally {
    await store.close();
  }
};

/** Begins a plan on this device with its first person, who is talking from now. Resolves with the plan's id once durable. */
export const startPlan = async (
  input: Omit<StartPlanInput, 'timeZone'>,
): Promise<Result<string, PlanRefusal>> => {
  const device = await thisDevice();
  const id = newId();
  const timeZone = deviceTimeZone();
  const personId = newId();
  const now = Date.now();
  const actor: Actor = {
    by: personId,
    enteredBy: undefined,
    today: dayAt(now, timeZone),
    now: new Date(now).toISOString(),
    newId,
  };
  const decided = decideStart({ ...input, timeZone, personId }, actor);
  if (!decided.ok) return decided;
  const parts = await keepNewPlan(device, id, [decided.value]);
  await writeFaces(device.vault, id, withTalker(noFaces, personId, now));
  await writeEntry(device.vault, {
    id,
    names: [input.name],
    example: false,
    openedAt: new Date(now).toISOString(),
    timeZone,
    ...fileIdIn(decided.value),
    parts,
  });
  return { ok: true, value: id };
};

/** The id that the plan's own exports will carry, so that one of them coming back is known. */
const fileIdIn = (changes: readonly Change[]): { fileId?: string } => {
  for (const change of changes)
    if (change.type === 'recordAdded' && change.table === 'about') {
      const { fileId } = change.record;
      if (typeof fileId === 'string') return { fileId };
    }
  return {};
};

/** Opens the example: the one that is here, or a fresh one whose last day is the latest Monday (domain §9). */
export const openExample = async (): Promise<string> => {
  const device = await thisDevice();
  const here = (await readEntries(device.vault)).find((entry) => entry.example);
  if (here) return here.id;
  const [{ default: vega }, { shiftFile, weeksToShift }, { planFileToChanges }] = await Promise.all(
    [
      import('./examples/vega.json'),
      import('../domain/plan/format/shiftFile'),
      import('../domain/plan/format/planFileToChanges'),
    ],
  );
  const file = PlanFile.parse(vega);
  const shifted = shiftFile(file, weeksToShift(file, dayAt(Date.now(), file.timeZone)));
  const id = newId();
  const batches = planFileToChanges(shifted);
  const example: Change = {
    type: 'fieldChanged',
    table: 'about',
    id: 'about',
    field: 'example',
    value: true,
  };
  const parts = await keepNewPlan(device, id, [...batches, [example]]);
  await writeEntry(device.vault, {
    id,
    names: householdNames(file.people),
    example: true,
    openedAt: new Date().toISOString(),
    timeZone: file.timeZone,
    parts,
  });
  return id;
};
