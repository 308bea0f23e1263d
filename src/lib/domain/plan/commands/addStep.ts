import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import type { Sentence } from '../sentence';
import { yesOfProposer } from './answer';
import { addNeed } from './addNeed';
import { addRecord } from './changes';
import { namesNothing, notHere, unknownActor } from './checks';
import type { PlanCommand } from './command';
import { rankAfterAll } from './ranks';
import { senselessSentence, writeVersion } from './writeVersion';

/** A step for a need, one that is there or a new one, with its first sentence if there is one already. */
export interface AddStepInput {
  /** Absent: for a need that is added with it. */
  readonly needId: Id | undefined;
  /** The words of that need. */
  readonly newNeed?: string;
  readonly strategyId?: Id;
  readonly sentence?: Sentence;
}

/**
 * Adds a step, an idea until its first sentence is agreed. A sentence that somebody of the household proposes
 * starts at once; anybody else's waits (PLAN5).
 */
export const addStep: PlanCommand<AddStepInput> = (
  reading,
  { needId: known, newNeed = '', strategyId, sentence },
  actor,
) => {
  const needId = known ?? actor.newId();
  const need =
    known === undefined
      ? addNeed(reading, { text: newNeed }, { ...actor, newId: () => needId })
      : ok([]);
  if (!need.ok) return need;
  const refusal =
    unknownActor(reading, actor) ??
    (known === undefined ? undefined : notHere(reading, 'needs', known)) ??
    namesNothing(reading, 'steps', { strategyId }) ??
    (sentence && senselessSentence(reading, sentence));
  if (refusal) return refuse(refusal);
  const id = actor.newId();
  const rank = rankAfterAll([...reading.steps.values()].map((history) => history.step));
  const step = addRecord(reading, 'steps', { id, needId, strategyId, rank, status: 'idea' });
  if (!sentence) return ok([...need.value, step]);
  const version = { id: actor.newId(), stepId: id, number: 1, from: actor.today, sentence };
  return ok([
    ...need.value,
    step,
    writeVersion(reading, version, actor),
    ...yesOfProposer(reading, { version: { ...version, ...sentence } }, actor.today, actor),
  ]);
};
