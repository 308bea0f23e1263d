import type { Day } from '../../day';
import { ok, refuse } from '../../result';
import type { Actor } from '../actor';
import type { PlanReading } from '../reading';
import type { Agreement, Id, StepVersion } from '../schema';
import { isHousehold, writeAnswer } from './answer';
import { findAdjustment, unknownActor } from './checks';
import type { PlanCommand } from './command';
import { dayToAgree } from './moment';
import type { PlanRefusal } from './refusal';

/** An answer to a proposal. */
export interface AgreeInput {
  readonly adjustmentId: Id;
  readonly answer: Agreement['answer'];
}

/**
 * Answers a proposal; the answer names the exact version. The first yes of the household lets it take effect,
 * each household doer's own yes is kept too, and "not now" leaves it for later: a yes can still follow (PLAN5).
 */
export const agree: PlanCommand<AgreeInput> = (reading, { adjustmentId, answer }, actor) => {
  const found = findAdjustment(reading, adjustmentId);
  if (!found) return refuse({ kind: 'notHere', table: 'adjustments', id: adjustmentId });
  const { history, adjustment } = found;
  const version = history.versions.find((one) => one.id === adjustment.toVersion);
  const refusal = mayNotAnswer(reading, version, actor);
  if (refusal) return refuse(refusal);
  if (answer === 'notNow' && adjustment.state === 'agreed')
    return refuse({ kind: 'alreadyAgreed' });
  const last = history.agreements.findLast(
    (one) => one.adjustmentId === adjustmentId && one.by === actor.by,
  );
  const saidYes = adjustment.agreedBy.includes(actor.by);
  if (answer === 'yes' ? saidYes : last?.answer === 'notNow')
    return refuse({ kind: 'alreadySaid', by: actor.by });

  // A yes that follows the one that counted never moves its day, also when the clock was set back.
  const on =
    adjustment.state === 'agreed'
      ? later(adjustment.on, actor.today)
      : answer === 'yes'
        ? dayToAgree(history, adjustment, actor.today)
        : actor.today;
  return ok([writeAnswer(reading, { adjustment, version }, answer, on, actor)]);
};

const later = (a: Day, b: Day): Day => (a > b ? a : b);

/** Who may answer: the household, entered by one of them, and a helper who is asked to do the step (PLAN5, PLAN9). */
export const mayNotAnswer = (
  reading: PlanReading,
  version: StepVersion | undefined,
  actor: Actor,
): PlanRefusal | undefined => {
  const unknown = unknownActor(reading, actor);
  if (unknown) return unknown;
  if (!isHousehold(reading, actor.by))
    return version?.doers?.includes(actor.by) ? undefined : { kind: 'notAsked', by: actor.by };
  const { enteredBy } = actor;
  return enteredBy === undefined || enteredBy === actor.by || isHousehold(reading, enteredBy)
    ? undefined
    : { kind: 'enteredByOutsider', enteredBy };
};
