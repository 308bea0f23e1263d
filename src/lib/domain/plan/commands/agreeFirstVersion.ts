import { ok, refuse } from '../../result';
import type { Agreement, Id } from '../schema';
import { mayNotAnswer } from './agree';
import { writeAnswer } from './answer';
import type { PlanCommand } from './command';

/** Answers a step's first sentence: the household's first yes starts the step, each doer's own yes is kept too (PLAN5). */
export const agreeFirstVersion: PlanCommand<{
  readonly versionId: Id;
  readonly answer: Agreement['answer'];
}> = (reading, { versionId, answer }, actor) => {
  const history = reading.historyOfVersion(versionId);
  const version = history?.versions.find((one) => one.id === versionId);
  // A version that an adjustment names is agreed with the adjustment.
  if (!history || !version || version.adjustmentId !== undefined)
    return refuse({ kind: 'notHere', table: 'stepVersions', id: versionId });
  const refusal = mayNotAnswer(reading, version, actor);
  if (refusal) return refuse(refusal);
  const started = history.idea === undefined || history.idea.until !== undefined;
  if (answer === 'notNow' && started) return refuse({ kind: 'alreadyAgreed' });
  const last = history.agreements.findLast(
    (one) => one.versionId === versionId && one.by === actor.by,
  );
  if (answer === 'yes' ? version.agreedBy.includes(actor.by) : last?.answer === 'notNow')
    return refuse({ kind: 'alreadySaid', by: actor.by });
  const on = version.from > actor.today ? version.from : actor.today;
  return ok([writeAnswer(reading, { version }, answer, on, actor)]);
};
