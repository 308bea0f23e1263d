import * as z from 'zod/mini';
import { thisDevice } from './device';
import { keptOrNot, type Kept } from './keptOrNot';

z.config({ jitless: true });

/** Where somebody is in the five-minute start of a plan, and the words that stand in no plan yet. */
const StartDraft = z.object({
  /** The question they are at. */
  at: z.string(),
  strength: z.string(),
  need: z.string(),
  cue: z.string(),
  action: z.string(),
  backup: z.string(),
  doers: z.array(z.string()),
  helpers: z.array(z.object({ personId: z.string(), mode: z.string() })),
  /** 0 to 10. */
  confidence: z.exactOptional(z.number()),
});
export type StartDraft = z.infer<typeof StartDraft>;

// Among the plan's drafts, so that it goes when the plan is removed from the device.
const key = (planId: string): string => `drafts/${planId}/start/all`;

/** What was begun and not finished; absent when the start is done, or was never begun. */
export const readStart = async (planId: string): Promise<StartDraft | undefined> => {
  const parsed = StartDraft.safeParse(await (await thisDevice()).vault.get(key(planId)));
  return parsed.success ? parsed.data : undefined;
};

/** Durable when it resolves with `saved`. */
export const keepStart = async (planId: string, draft: StartDraft): Promise<Kept> =>
  keptOrNot((await thisDevice()).vault.set(key(planId), draft));

export const dropStart = async (planId: string): Promise<void> =>
  (await thisDevice()).vault.delete(key(planId));
