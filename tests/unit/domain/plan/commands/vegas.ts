import vega from '../../../../../src/lib/app/examples/vega.json';
import type { Day } from '../../../../../src/lib/domain/day';
import type { Actor } from '../../../../../src/lib/domain/plan/actor';
import type { Decision } from '../../../../../src/lib/domain/plan/commands/command';
import type { PlanRefusal } from '../../../../../src/lib/domain/plan/commands/refusal';
import type { PlanTables } from '../../../../../src/lib/domain/plan/evolve';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import type { PlanReading } from '../../../../../src/lib/domain/plan/reading';
import { after, takeIn } from '../takeIn';

const parsed = parsePlanFile(vega);
if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));

/** The plan of the Vegas as it stands on 2026-08-31. */
export const vegas: PlanTables = takeIn(parsed.value.file);
export const today: Day = '2026-08-31';

let given = 0;
/** Somebody acting today, with ids that sort before those of the example, as a phone's do. */
export const as = (by: string, more: Partial<Actor> = {}): Actor => ({
  by,
  enteredBy: undefined,
  today,
  now: `${more.today ?? today}T18:00:00.000Z`,
  newId: () => `0${String(++given).padStart(9, '0')}`,
  ...more,
});

type Verb<Input> = (reading: PlanReading, input: Input, actor: Actor) => Decision;

/** The plan after a command that must be accepted. */
export const done = <Input>(
  state: PlanTables,
  verb: Verb<Input>,
  input: Input,
  actor: Actor,
): PlanTables => {
  const decided = verb(readPlan(state), input, actor);
  if (!decided.ok) throw new Error(JSON.stringify(decided.refusal));
  return after(state, decided.value);
};

/** Why a command changes nothing. */
export const refused = <Input>(
  state: PlanTables,
  verb: Verb<Input>,
  input: Input,
  actor: Actor,
): PlanRefusal | undefined => {
  const decided = verb(readPlan(state), input, actor);
  return decided.ok ? undefined : decided.refusal;
};

/** What a command decides, which must be accepted. */
export const decided = <Input>(
  state: PlanTables,
  verb: Verb<Input>,
  input: Input,
  actor: Actor,
) => {
  const result = verb(readPlan(state), input, actor);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
};
