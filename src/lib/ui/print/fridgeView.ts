import type { Day } from '../../domain/day';
import { byRank } from '../../domain/plan/commands/ranks';
import type { PlanReading } from '../../domain/plan/reading';
import type { Id } from '../../domain/plan/schema';
import { selectCurrentVersion } from '../../domain/plan/selectCurrentVersion';
import { isTrying } from '../../domain/plan/selectStatus';
import { selectWords } from '../../domain/plan/selectWords';
import type { VersionWords } from '../../domain/plan/todayWindow';

/** A step as the fridge shows it. */
export interface FridgeStep extends VersionWords {
  readonly stepId: Id;
}

/** Somebody to call, with a number if one is known. */
export interface Call {
  readonly id: Id;
  readonly name: string;
  readonly supportType: string;
  readonly phone: string | undefined;
}

/** How many steps stand on one page of paper, letter or A4, with room to breathe. */
export const stepsOnAPage = 6;

/** For how many days one step has boxes, so that few steps fill the page too: a week at most. */
export const daysOnAPage = (steps: number): number => [7, 7, 6, 5, 3, 2][steps] ?? 1;

/** The steps being tried on a day, helpers' promises too, in the family's own order (PLAN9). */
export const fridgeSteps = (reading: PlanReading, day: Day): FridgeStep[] =>
  byRank([...reading.steps.values()].map(({ step }) => step)).flatMap((step) => {
    const history = reading.steps.get(step.id);
    if (!history || !isTrying(history, day)) return [];
    const version = selectCurrentVersion(history, day);
    return version ? [{ stepId: step.id, ...selectWords(reading, version) }] : [];
  });

/** The people of the safety plan to call first, in the family's order, without who has left by the day. */
export const callsFirst = (reading: PlanReading, day: Day): Call[] =>
  (reading.safetyPlan?.callFirst ?? []).flatMap((id) => {
    const person = reading.people.get(id);
    if (!person || (person.leftOn !== undefined && person.leftOn <= day)) return [];
    const { name, supportType, phone } = person;
    return [{ id, name, supportType, phone: phone === '' ? undefined : phone }];
  });
