import type { Day } from '../../day';
import { ok, refuse } from '../../result';
import type { Change } from '../change';
import type { Visibility } from '../codes';
import { readersOfTry } from '../readersOf';
import type { Id, Try } from '../schema';
import { recordFact } from './changes';
import type { PlanCommand } from './command';
import { ownTry } from './ownTry';
import { tellings } from './tellings';
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
 * all that was told to more is taken back with its words, so that it does not stand for the others (PLAN15).
 */
export const correctTry: PlanCommand<CorrectTryInput> = (reading, input, actor) => {
  const found = ownTry(reading, input.tryId, actor);
  if (!found.ok) return found;
  const { attempt, history } = found.value;
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
  if (!decided.ok) return decided;
  const wider = tellings(attempt, history).filter((one) => isNarrower(visibility, by, one));
  return ok([
    ...decided.value,
    ...wider.flatMap((one): Change[] => [
      recordFact(reading, 'takeBacks', {
        id: actor.newId(),
        tryId: one.id,
        what: 'try',
        by: actor.by,
        on: actor.today,
      }),
      ...(hasWords(one) ? [{ type: 'wordsErased', tryId: one.id } as const] : []),
    ]),
  ]);
};

const circle = (attempt: Pick<Try, 'visibility' | 'by'>): number => {
  const readers = readersOfTry(attempt);
  return readers === 'team' ? 2 : readers === 'household' ? 1 : 0;
};

const isNarrower = (visibility: Visibility, by: Id, than: Try): boolean =>
  circle({ visibility, by }) < circle(than);

const hasWords = ({ words, whatWeDidInstead }: Try): boolean =>
  words !== undefined || whatWeDidInstead !== undefined;
