import type { Day } from '../../day';
import { ok, refuse } from '../../result';
import type { Part, SupportType } from '../codes';
import { addRecord } from './changes';
import { notADay, withoutWords } from './checks';
import type { PlanCommand } from './command';

/** A person as they are written in. */
export interface AddPersonInput {
  readonly name: string;
  readonly supportType: SupportType;
  readonly part?: Part;
  /** Who the family says is household; absent: no. */
  readonly household?: boolean;
  readonly home?: string;
  readonly minor?: boolean;
  readonly mandatedReporter?: boolean;
  readonly phone?: string;
  readonly language?: string;
  readonly leavesOn?: Day;
}

/** Writes somebody into the family's life. */
export const addPerson: PlanCommand<AddPersonInput> = (reading, input, actor) => {
  const refusal = withoutWords('name', input.name) ?? notADay(input.leavesOn);
  if (refusal) return refuse(refusal);
  return ok([
    addRecord(reading, 'people', { id: actor.newId(), ...input, name: input.name.trim() }),
  ]);
};
