import type { Id } from '../../domain/plan/schema';
import type { Sentence } from '../../domain/plan/sentence';

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

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.every((one) => typeof one === 'string');

/**
 * What was kept, if this version understands it. Only its frame is looked at: the sentence was written by this app,
 * and the command that takes it judges it again.
 */
export const readAdjusting = (kept: unknown): Adjusting | undefined =>
  isRecord(kept) &&
  isRecord(kept.sentence) &&
  typeof kept.sentence.action === 'string' &&
  isTexts(kept.kinds) &&
  isTexts(kept.because) &&
  typeof kept.learned === 'string' &&
  (kept.from === undefined || typeof kept.from === 'string')
    ? (kept as unknown as Adjusting)
    : undefined;
