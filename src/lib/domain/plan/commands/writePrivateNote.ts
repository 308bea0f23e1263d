import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { recordFact } from './changes';
import { notHere, unknownActor, withoutWords } from './checks';
import type { PlanCommand } from './command';

/** Keeps words that never leave their writer's devices. */
export const writePrivateNote: PlanCommand<{ readonly text: string; readonly stepId?: Id }> = (
  reading,
  { text, stepId },
  actor,
) => {
  const refusal =
    unknownActor(reading, actor) ??
    withoutWords('text', text) ??
    (stepId === undefined ? undefined : notHere(reading, 'steps', stepId));
  if (refusal) return refuse(refusal);
  return ok([
    recordFact(reading, 'privateNotes', {
      id: actor.newId(),
      by: actor.by,
      text,
      on: actor.today,
      stepId,
    }),
  ]);
};
