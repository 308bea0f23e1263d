import { ok, refuse } from '../../result';
import type { Id } from '../schema';
import { notHere } from './checks';
import type { PlanCommand } from './command';

/** The words that people edit together, by table (PLAN10). Lists hold one item a line, as `joinLines` writes them. */
interface SharedWords {
  readonly plan: 'vision' | 'teamMission' | 'culture' | 'transition' | 'groundRules';
  readonly safetyPlan: 'crisisIs' | 'overWhen' | 'earlySigns' | 'whatHelps';
  readonly strengths: 'text';
  readonly needs: 'text';
}

/** What a person saw and what they left. A single table's id is its name. */
export type EditWordsInput = {
  [T in keyof SharedWords]: {
    readonly table: T;
    readonly id: Id;
    readonly field: SharedWords[T];
    readonly was: string;
    readonly now: string;
  };
}[keyof SharedWords];

/** Changes words; what others wrote meanwhile is kept too (PLAN10). The words of a need or a strength are never left empty. */
export const editWords: PlanCommand<EditWordsInput> = (reading, { table, id, field, was, now }) => {
  const refusal = notHere(reading, table, id);
  if (refusal) return refuse(refusal);
  if (field === 'text' && now.trim() === '') return refuse({ kind: 'nothingWritten', field });
  if (was === now) return ok([]);
  return ok([{ type: 'textEdited', table, id, field, was, now }]);
};
