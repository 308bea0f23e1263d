import * as z from 'zod/mini';
import type { Vault } from '../../vault/port';
import { unsealedPrefix } from './circleKey';
import type { Unsealed } from './unsealed';

z.config({ jitless: true });

const Kept = z.object({
  part: z.union([z.enum(['team', 'household']), z.templateLiteral(['mine/', z.string()])]),
  chain: z.string(),
  place: z.number(),
  update: z.string(),
});

/** What this device wrote into a plan and has not sealed yet, as far as it can be read; of each chain in order. */
export const readUnsealed = async (vault: Vault, planId: string): Promise<Unsealed[]> => {
  const found: Unsealed[] = [];
  for (const key of await vault.keys(unsealedPrefix(planId))) {
    const kept = Kept.safeParse(await vault.get(key));
    if (kept.success) found.push({ ...kept.data, update: fromBase64(kept.data.update) });
  }
  return found;
};

const fromBase64 = (text: string): Uint8Array =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
