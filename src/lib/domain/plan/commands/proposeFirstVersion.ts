import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import type { Sentence } from '../sentence';
import { yesOfProposer } from './answer';
import { notHere, unknownActor } from './checks';
import type { PlanCommand } from './command';
import { senselessSentence, writeVersion } from './writeVersion';

/** Gives an idea its first sentence. A household person's proposal starts at once; anybody else's waits (PLAN5). */
export const proposeFirstVersion: PlanCommand<{
  readonly stepId: Id;
  readonly sentence: Sentence;
}> = (reading, { stepId, sentence }, actor) => {
  const refusal =
    unknownActor(reading, actor) ??
    notHere(reading, 'steps', stepId) ??
    senselessSentence(reading, sentence);
  if (refusal) return refuse(refusal);
  if (reading.steps.get(stepId)?.versions.length) return refuse({ kind: 'hasVersion', stepId });
  const version = { id: actor.newId(), stepId, number: 1, from: actor.today, sentence };
  return ok([
    writeVersion(reading, version, actor),
    ...yesOfProposer(reading, { version: { ...version, ...sentence } }, actor.today, actor),
  ]);
};
