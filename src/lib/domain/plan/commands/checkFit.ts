import { ok, refuse } from '../../result';
import type { FitAnswer } from '../codes';
import type { Id } from '../schema';
import { recordFact } from './changes';
import { notHere, unknownActor } from './checks';
import type { PlanCommand } from './command';

/** A doer's answer to "Does this fit my week?". */
export interface CheckFitInput {
  readonly versionId: Id;
  readonly answer: FitAnswer;
  readonly words?: string;
}

/** Keeps a private answer, which never leaves its writer's devices until they say it themselves (PLAN3). */
export const checkFit: PlanCommand<CheckFitInput> = (
  reading,
  { versionId, answer, words },
  actor,
) => {
  const refusal = unknownActor(reading, actor) ?? notHere(reading, 'stepVersions', versionId);
  if (refusal) return refuse(refusal);
  return ok([
    recordFact(reading, 'fitChecks', {
      id: actor.newId(),
      versionId,
      by: actor.by,
      answer,
      words: words?.trim() ? words : undefined,
      on: actor.today,
    }),
  ]);
};
