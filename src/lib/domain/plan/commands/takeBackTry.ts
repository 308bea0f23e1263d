import { ok } from '../../result';
import type { Id } from '../schema';
import { recordFact } from './changes';
import type { PlanCommand } from './command';
import { ownTry } from './ownTry';

/** Takes a whole try back by a fact of its own (PLAN6). What it stood in the place of stands again. */
export const takeBackTry: PlanCommand<{ readonly tryId: Id }> = (reading, { tryId }, actor) => {
  const found = ownTry(reading, tryId, actor);
  if (!found.ok) return found;
  return ok([
    recordFact(reading, 'takeBacks', {
      id: actor.newId(),
      tryId,
      what: 'try',
      by: actor.by,
      on: actor.today,
    }),
  ]);
};
