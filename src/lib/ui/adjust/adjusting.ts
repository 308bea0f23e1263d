import * as z from 'zod/mini';
import type { Id } from '../../domain/plan/schema';
import type { Sentence } from '../../domain/plan/sentence';

z.config({ jitless: true });

/** A sentence being changed, as it is kept on this device until it is proposed (DOC6). */
export interface Adjusting {
  /** The version it began from; another one since then is said. Absent: the step had no words. */
  readonly from: Id | undefined;
  readonly sentence: Sentence;
  readonly kinds: readonly string[];
  readonly because: readonly Id[];
  /** "What this tells us about the plan". */
  readonly learned: string;
}

const Kept = z.object({
  from: z.optional(z.string()),
  sentence: z.looseObject({ action: z.string() }),
  kinds: z.array(z.string()),
  because: z.array(z.string()),
  learned: z.string(),
});

/** What was kept, if this version understands it. */
export const readAdjusting = (kept: unknown): Adjusting | undefined => {
  const parsed = Kept.safeParse(kept);
  return parsed.success ? (parsed.data as unknown as Adjusting) : undefined;
};
