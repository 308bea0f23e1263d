import type { Result } from '../../result';
import type { Actor } from '../actor';
import type { Change } from '../change';
import type { PlanReading } from '../reading';
import type { PlanRefusal } from './refusal';

/** What a command decided: the changes to write, all or none, or why nothing changes. */
export type Decision = Result<readonly Change[], PlanRefusal>;

/** A verb of the plan: decides from what is read and what a person did; never writes. */
export type PlanCommand<Input> = (reading: PlanReading, input: Input, actor: Actor) => Decision;
