import * as z from 'zod/mini';
import type { Fallen } from '../document/fallenOut';
import type { Json } from '../domain/json';
import { alone } from '../vault/alone';
import type { Vault } from '../vault/port';
import { fallenPrefix } from './fallenKey';

z.config({ jitless: true });

/**
 * What this device wrote into a document and fell out of it, until it is written again or chosen from (LED6). `times`: how often
 * what is kept of the document was replaced; whoever shows an earlier state reads it anew. `waits`: it is being replaced, and nothing is written
 * again before that.
 */
const Kept = z.object({
  times: z.number(),
  waits: z.boolean(),
  fallen: z.array(z.looseObject({ what: z.string(), id: z.string() })),
});

export interface KeptFallen {
  readonly times: number;
  readonly waits: boolean;
  readonly fallen: readonly Fallen[];
}

/** How long another tab may take to change it, in milliseconds. */
const patience = 10_000;
const none: KeptFallen = { times: 0, waits: false, fallen: [] };

export const readFallen = async (
  vault: Vault,
  planId: string,
  part: string,
): Promise<KeptFallen> => {
  const kept = Kept.safeParse(await vault.get(fallenPrefix(planId) + part));
  return kept.success ? (kept.data as unknown as KeptFallen) : none;
};

/** Changes what is kept of it, one change after another; nothing is kept twice. Resolves once it is durable. */
export const changeFallen = async (
  vault: Vault,
  planId: string,
  part: string,
  change: (now: KeptFallen) => KeptFallen,
): Promise<KeptFallen> => {
  const key = fallenPrefix(planId) + part;
  let now = none;
  await alone(key, true, patience, async () => {
    const before = await readFallen(vault, planId, part);
    const { times, waits, fallen } = change(before);
    const known = new Map(fallen.map((one) => [JSON.stringify(one), one]));
    now = { times, waits, fallen: [...known.values()] };
    if (JSON.stringify(now) !== JSON.stringify(before))
      await vault.set(key, now as unknown as Json);
  });
  return now;
};
