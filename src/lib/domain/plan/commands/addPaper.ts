import { ok } from '../../result';
import type { Change } from '../change';
import type { PlanCommand } from './command';
import { recordTry, type RecordTryInput } from './recordTry';

/** The boxes that were ticked on the printed page, each a try. */
export interface AddPaperInput {
  readonly tries: readonly RecordTryInput[];
}

/** Takes the printed page back in: all of its tries, or none and why. */
export const addPaper: PlanCommand<AddPaperInput> = (reading, { tries }, actor) => {
  const changes: Change[] = [];
  for (const told of tries) {
    const decided = recordTry(reading, told, actor);
    if (!decided.ok) return decided;
    changes.push(...decided.value);
  }
  return ok(changes);
};
