import { ok, refuse } from '../../result';
import type { PlanTrigger, StandingKind, StartedIn, StepStatus } from '../codes';
import type { Id } from '../schema';
import { selectStatus } from '../selectStatus';
import { yesOfProposer } from './answer';
import { recordFact } from './changes';
import { namesNothing, notHere, unknownActor } from './checks';
import type { PlanCommand } from './command';
import { dayToTakeEffect, idAfter, newestVersion } from './moment';

/** Where a step is to stand: part of life, paused, let go, done, or started again. */
export interface ChangeStandingInput {
  readonly stepId: Id;
  readonly kind: StandingKind;
  /** The tries that told (PLAN1); may be none. */
  readonly because: readonly Id[];
  readonly startedIn: StartedIn;
  /** Absent: learning if it names a try, else planned. */
  readonly trigger?: PlanTrigger;
}

const statusOf: Readonly<Record<StandingKind, StepStatus>> = {
  keep: 'partOfLife',
  rest: 'resting',
  letGo: 'letGo',
  done: 'done',
  resume: 'trying',
};

/**
 * Proposes where a step stands, without a new version. From somebody of the household it takes effect at once;
 * from anybody else it waits (PLAN5).
 */
export const changeStanding: PlanCommand<ChangeStandingInput> = (reading, input, actor) => {
  const { stepId, kind, because, startedIn } = input;
  const refusal =
    unknownActor(reading, actor) ??
    notHere(reading, 'steps', stepId) ??
    namesNothing(reading, 'adjustments', { because });
  if (refusal) return refuse(refusal);
  const history = reading.steps.get(stepId);
  const current = history && newestVersion(history);
  if (!current) return refuse({ kind: 'noVersionYet', stepId });
  const on = dayToTakeEffect(history, actor.today);
  const status = statusOf[kind];
  if (selectStatus(history, on) === status)
    return refuse({ kind: 'alreadySo', standing: kind, status });

  const adjustmentId = idAfter(actor, history.adjustments.findLast((one) => one.on === on)?.id);
  const adjustment = { id: adjustmentId, stepId, kinds: [kind] };
  return ok([
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
    ...yesOfProposer(reading, { adjustment }, on, actor),
  ]);
};
