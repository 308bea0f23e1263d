import { ok, refuse } from '../../result';
import type { ChangeKind, PlanTrigger, StartedIn } from '../codes';
import type { Id } from '../schema';
import { isSameSentence, sentenceOf, type Sentence } from '../sentence';
import { yesOfProposer } from './answer';
import { recordFact } from './changes';
import { namesNothing, notHere, unknownActor } from './checks';
import type { PlanCommand } from './command';
import { dayToTakeEffect, idAfter, newestVersion } from './moment';
import { senselessSentence, writeVersion } from './writeVersion';

/** A change to a step: its next sentence, and the tries it comes from. */
export interface ProposeChangeInput {
  readonly stepId: Id;
  readonly sentence: Sentence;
  /** What kind of change it is; at least one. */
  readonly kinds: readonly ChangeKind[];
  /** The tries that told (PLAN1); may be none. */
  readonly because: readonly Id[];
  readonly startedIn: StartedIn;
  /** Absent: learning if it names a try, else planned. */
  readonly trigger?: PlanTrigger;
}

/**
 * Proposes the next version of a step. From somebody of the household it takes effect with their own yes,
 * written in the same moment; from anybody else it waits (PLAN1, PLAN5). It always comes after the version that counts now.
 */
export const proposeChange: PlanCommand<ProposeChangeInput> = (reading, input, actor) => {
  const { stepId, sentence, kinds, because, startedIn } = input;
  const refusal =
    unknownActor(reading, actor) ??
    notHere(reading, 'steps', stepId) ??
    senselessSentence(reading, sentence) ??
    namesNothing(reading, 'adjustments', { because });
  if (refusal) return refuse(refusal);
  if (kinds.length === 0) return refuse({ kind: 'noKinds' });
  const history = reading.steps.get(stepId);
  const current = history && newestVersion(history);
  if (!current) return refuse({ kind: 'noVersionYet', stepId });
  if (isSameSentence(sentence, sentenceOf(current))) return refuse({ kind: 'sameSentence' });

  const on = dayToTakeEffect(history, actor.today);
  const version = {
    id: idAfter(actor, history.versions.findLast((one) => one.from === on)?.id),
    stepId,
    number: history.versions.filter((one) => one.counts).length + 1,
    from: on,
    sentence,
  };
  const adjustmentId = idAfter(actor, history.adjustments.findLast((one) => one.on === on)?.id);
  const adjustment = { id: adjustmentId, stepId, toVersion: version.id, kinds: [...kinds] };
  return ok([
    writeVersion(reading, version, actor),
    recordFact(reading, 'adjustments', {
      ...adjustment,
      fromVersion: current.id,
      because: [...because],
      proposedBy: actor.by,
      proposedOn: on,
      startedIn,
      trigger: input.trigger ?? (because.length > 0 ? 'learning' : 'planned'),
      state: 'proposed',
      on,
    }),
    ...yesOfProposer(reading, { adjustment, version: { ...version, ...sentence } }, on, actor),
  ]);
};
