import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { recordFact } from './changes';
import type { PlanCommand } from './command';
import { ownTry } from './ownTry';
import { tellings } from './tellings';

/**
 * Takes back the words of a try, and of the tellings it stands in the place of; the outcome stays as "words taken back"
 * and copies are asked to erase (PLAN15).
 */
export const takeBackWords: PlanCommand<{ readonly tryId: Id }> = (reading, { tryId }, actor) => {
  const found = ownTry(reading, tryId, actor);
  if (!found.ok) return found;
  const worded = tellings(found.value.attempt, found.value.history).filter(
    (attempt) => attempt.words !== undefined || attempt.whatWeDidInstead !== undefined,
  );
  if (worded.length === 0) return refuse({ kind: 'noWords', tryId });
  return ok(
    worded.flatMap((attempt) => [
      recordFact(reading, 'takeBacks', {
        id: actor.newId(),
        tryId: attempt.id,
        what: 'words',
        by: actor.by,
        on: actor.today,
      }),
      { type: 'wordsErased', tryId: attempt.id },
    ]),
  );
};
