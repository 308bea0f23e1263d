import type { Day } from '../../day';
import { ok, refuse } from '../../result';
import type { Visibility } from '../codes';
import { readersOfTry } from '../readersOf';
import type { Id, Try } from '../schema';
import { recordFact } from './changes';
import type { PlanCommand } from './command';
import { ownTry } from './ownTry';
import { senselessDays, visibilityOf, writeTry, type TryAnswers } from './recordTry';

/** A try told again: everything that is to stand, not only what changed. */
export interface CorrectTryInput extends TryAnswers {
  readonly tryId: Id;
  /** Absent: the day that was told first. */
  readonly on?: Day;
  readonly until?: Day;
}

/**
 * Tells a try again; the new one stands in its place and the first one is kept behind it (PLAN6).
 * It stays with the version it was of and with the person it is about. Told to fewer people than before,
 * the first one is taken back too, so that it does not stand for the others.
 */
export const correctTry: PlanCommand<CorrectTryInput> = (reading, input, actor) => {
  const found = ownTry(reading, input.tryId, actor);
  if (!found.ok) return found;
  const { attempt } = found.value;
  const on = input.on ?? attempt.on;
  // What was told first may lie after a clock that was set back; it is not refused for that.
  const today = attempt.on > actor.today ? attempt.on : actor.today;
  const refusal = senselessDays(on, input.until, today);
  if (refusal) return refuse(refusal);

  const by = attempt.by ?? actor.by;
  const visibility = visibilityOf(input, (attempt.visibility ?? 'household') as Visibility);
  const decided = writeTry(
    reading,
    {
      versionId: attempt.versionId,
      on,
      until: input.until,
      answers: { ...input, visibility },
      supersedes: attempt.id,
    },
    { ...actor, by, enteredBy: actor.enteredBy ?? actor.by },
  );
  if (!decided.ok || !isNarrower(visibility, attempt)) return decided;
  return ok([
    ...decided.value,
    recordFact(reading, 'takeBacks', {
      id: actor.newId(),
      tryId: attempt.id,
      what: 'try',
      by: actor.by,
      on: actor.today,
    }),
  ]);
};

const circle = (attempt: Pick<Try, 'visibility' | 'by'>): number => {
  const readers = readersOfTry(attempt);
  return readers === 'team' ? 2 : readers === 'household' ? 1 : 0;
};

const isNarrower = (visibility: Visibility, attempt: Try): boolean =>
  circle({ visibility, by: attempt.by ?? '' }) < circle(attempt);
