import { ok, refuse, type Result } from '../../result';
import type { Actor } from '../actor';
import type { PlanReading, StepHistory } from '../reading';
import type { Id, Try } from '../schema';
import { unknownActor } from './checks';
import type { PlanRefusal } from './refusal';

/** A try that stands and that the actor wrote, or somebody entered for them (PLAN6, PLAN15). */
export const ownTry = (
  reading: PlanReading,
  tryId: Id,
  actor: Actor,
): Result<{ readonly attempt: Try; readonly history: StepHistory }, PlanRefusal> => {
  const unknown = unknownActor(reading, actor);
  if (unknown) return refuse(unknown);
  const history = reading.historyOfTry(tryId);
  if (!history) return refuse({ kind: 'notHere', table: 'tries', id: tryId });
  if (history.superseded.some((one) => one.id === tryId))
    return refuse({ kind: 'alreadyCorrected', tryId });
  const attempt = history.tries.find((one) => one.id === tryId);
  if (!attempt) return refuse({ kind: 'alreadyTakenBack', tryId });
  const writers = [attempt.by, attempt.enteredBy].filter((person) => person !== undefined);
  const mine = writers.length === 0 || writers.includes(actor.by) || writers.includes(typed(actor));
  return mine ? ok({ attempt, history }) : refuse({ kind: 'notYours', tryId });
};

const typed = (actor: Actor): Id => actor.enteredBy ?? actor.by;
