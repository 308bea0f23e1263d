import * as z from 'zod/mini';
import type { Json } from '../domain/json';
import type { Vault } from '../vault/port';

z.config({ jitless: true });

/** What this device knows of a plan without opening it. */
const PlanEntry = z.object({
  id: z.string(),
  /** The household's names, to know the plan by. */
  names: z.array(z.string()),
  example: z.boolean(),
  /** ISO instant of the last time it was opened here. */
  openedAt: z.string(),
  timeZone: z.string(),
  /** The id that the imported file gave itself; absent for plans begun here. */
  fileId: z.exactOptional(z.string()),
  /** The plan's documents that this device keeps: `team`, `household`, `mine/<person>` (DOC10). */
  parts: z.array(z.string()),
});
export type PlanEntry = z.infer<typeof PlanEntry>;

const prefix = 'plans/';

/** The time zone this device lives in: where a new plan's days turn (PLAN12). */
export const deviceTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The plan's entry; absent when the plan is not on this device. One that cannot be read hides no plan. */
export const readEntry = async (vault: Vault, id: string): Promise<PlanEntry | undefined> => {
  const kept = await vault.get(prefix + id);
  return kept === undefined ? undefined : (PlanEntry.safeParse(kept).data ?? nearlyNothing(id));
};

/** What is certain of any plan. The rest is noted anew when it is opened. */
const nearlyNothing = (id: string): PlanEntry => ({
  id,
  names: [],
  example: false,
  openedAt: new Date(0).toISOString(),
  timeZone: deviceTimeZone(),
  parts: ['team', 'household'],
});

export const writeEntry = (vault: Vault, entry: PlanEntry): Promise<void> =>
  vault.set(prefix + entry.id, entry as Json);

export const deleteEntry = (vault: Vault, id: string): Promise<void> => vault.delete(prefix + id);

/** All plans of this device, the one opened last first. */
export const readEntries = async (vault: Vault): Promise<PlanEntry[]> => {
  const keys = await vault.keys(prefix);
  const entries = await Promise.all(keys.map((key) => readEntry(vault, key.slice(prefix.length))));
  return entries
    .filter((entry) => entry !== undefined)
    .sort((a, b) =>
      a.openedAt < b.openedAt ? 1 : a.openedAt > b.openedAt ? -1 : a.id < b.id ? -1 : 1,
    );
};

/** The name under which a part of a plan is stored. */
export const documentId = (planId: string, part: string): string => `${planId}/${part}`;
