import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { recordFact } from './changes';
import { namesNothing, unknownActor } from './checks';
import type { PlanCommand } from './command';

/** What tries told about the plan: what happened, what was learned, or both. */
export interface RecordReflectionInput {
  readonly tryIds: readonly Id[];
  readonly whatHappened?: string;
  readonly learned?: string;
  /** Absent: as the tries are. */
  readonly visibility?: 'household';
}

/** Keeps what tries told about the plan, for those who may read the most private of them, or for the household alone (PLAN14). */
export const recordReflection: PlanCommand<RecordReflectionInput> = (reading, input, actor) => {
  const { tryIds, whatHappened, learned, visibility } = input;
  if (tryIds.length === 0) return refuse({ kind: 'noTries' });
  const refusal = unknownActor(reading, actor) ?? namesNothing(reading, 'reflections', { tryIds });
  if (refusal) return refuse(refusal);
  if (!whatHappened?.trim() && !learned?.trim())
    return refuse({ kind: 'nothingWritten', field: 'learned' });
  return ok([
    recordFact(reading, 'reflections', {
      id: actor.newId(),
      tryIds: [...tryIds],
      on: actor.today,
      whatHappened: whatHappened?.trim() ? whatHappened : undefined,
      learned: learned?.trim() ? learned : undefined,
      by: actor.by,
      visibility,
    }),
  ]);
};
