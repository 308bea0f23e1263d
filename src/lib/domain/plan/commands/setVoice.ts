import type { Voice } from '../codes';
import type { PlanCommand } from './command';
import { editField } from './editField';

/** Says whether the plan speaks as "we" or as "I". */
export const setVoice: PlanCommand<{ readonly voice: Voice }> = (reading, { voice }) =>
  editField(reading, { table: 'plan', id: 'plan', field: 'voice', value: voice });
