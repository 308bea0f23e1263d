import type { Json } from '../json';
import type { Adjustment, Id, StepVersion } from './schema';
import { writtenParts, type Sentence } from './sentence';

/** What an answer is to: a version, an adjustment, or an adjustment with the version that it leads to (PLAN5). */
export interface Answered {
  readonly adjustment?: Pick<Adjustment, 'id' | 'stepId' | 'kinds' | 'toVersion'> | undefined;
  readonly version?: (Sentence & Pick<StepVersion, 'id' | 'stepId'>) | undefined;
}

/**
 * What was agreed to, word for word. It stands in the answer, so that an answer counts for these words alone, whatever
 * stands under their id one day (PLAN5).
 */
export const agreedWords = ({ adjustment, version }: Answered): string => {
  const { stepId, kinds, toVersion = null } = adjustment ?? {};
  return canonical([
    adjustment ? { stepId: stepId as Id, kinds: kinds as string[], toVersion } : null,
    version ? { stepId: version.stepId, sentence: writtenParts(version) as unknown as Json } : null,
  ]);
};

/** Equal texts for equal values, in whatever order their fields stand. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, one]) => `${JSON.stringify(name)}:${canonical(one as Json)}`).join()}}`;
};
