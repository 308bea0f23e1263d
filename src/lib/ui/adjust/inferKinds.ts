import type { ChangeKind } from '../../domain/plan/codes';
import type { Sentence } from '../../domain/plan/sentence';

const said = (text: string | undefined): string => (text ?? '').trim();
const same = (a: unknown, b: unknown): boolean =>
  JSON.stringify(a ?? []) === JSON.stringify(b ?? []);

/**
 * What kind of change turned one sentence into the other, when nobody chose one: by the parts that are different.
 * Never empty, for a change says what kind it is (PLAN1).
 */
export const inferKinds = (before: Sentence, after: Sentence): ChangeKind[] => {
  const kinds: ChangeKind[] = [];
  if (said(before.cue) !== said(after.cue)) kinds.push('timing');
  if (said(before.action) !== said(after.action)) kinds.push('clearer');
  if (!same(before.doers, after.doers)) kinds.push('handover');
  if (!same(before.helpers, after.helpers)) kinds.push('helper');
  if (said(before.place) !== said(after.place)) kinds.push('place');
  if (said(before.backup) !== said(after.backup)) kinds.push('backup');
  if (!same(before.strengthIds, after.strengthIds)) kinds.push('strength');
  return kinds.length > 0 ? kinds : ['clearer'];
};
