import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { addRecord } from './changes';
import { namesNothing, unknownActor, withoutWords } from './checks';
import type { PlanCommand } from './command';

/** Adds to "What works for us", with the tries it comes from. */
export const addKeepsake: PlanCommand<{ readonly text: string; readonly fromTryIds?: Id[] }> = (
  reading,
  { text, fromTryIds },
  actor,
) => {
  const refusal =
    unknownActor(reading, actor) ??
    withoutWords('text', text) ??
    namesNothing(reading, 'keepsakeEntries', { fromTryIds });
  if (refusal) return refuse(refusal);
  return ok([
    addRecord(reading, 'keepsakeEntries', {
      id: actor.newId(),
      text: text.trim(),
      fromTryIds,
      by: actor.by,
    }),
  ]);
};
