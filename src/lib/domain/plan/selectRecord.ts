import type { Day } from '../day';
import type { PlanReading, StepHistory } from './reading';
import type { Id, SafetyPlan } from './schema';
import { selectCurrentVersion } from './selectCurrentVersion';
import { selectDecision, type Decision } from './selectDecision';
import { selectPlan, type PlanStep } from './selectPlan';
import { isHousehold } from './selectPerson';

/** A step on paper: its sentence, who, Plan B, what changed last and when to look next. */
export interface RecordStep extends PlanStep {
  /** The newest agreed decision; absent: none yet. */
  readonly lastChange: Decision | undefined;
  /** The day to look at it next: its first look while that is to come; else the next meeting. Absent: none is set. */
  readonly nextLook: Day | undefined;
}

export interface RecordNeed {
  readonly needId: Id;
  /** Empty for steps whose need is not here. */
  readonly text: string;
  readonly steps: readonly RecordStep[];
}

/** The plan as plain data for *Copy for the record* and for paper. */
export interface PlanRecord {
  readonly day: Day;
  readonly vision: string | undefined;
  readonly household: readonly string[];
  /** By rank; needs without a step being lived are left out. */
  readonly needs: readonly RecordNeed[];
  readonly nextMeeting: Day | undefined;
  readonly safetyPlan: SafetyPlan | undefined;
  /** Who to call first, with their numbers, in the family's order. */
  readonly callFirst: readonly { readonly name: string; readonly phone: string | undefined }[];
}

const onPaper: readonly (PlanStep['status'] | undefined)[] = ['trying', 'partOfLife', 'resting'];

/**
 * What the record and the fridge page say on a day: steps being tried, part of life or paused, as sentences by need,
 * who, Plan B, last change, next look. About steps, never about what a person did (PLAN16).
 */
export const selectRecord = (reading: PlanReading, day: Day): PlanRecord => {
  const page = selectPlan(reading, day);
  const nextMeeting = selectNextMeeting(reading, day);
  const steps = (from: readonly PlanStep[]): RecordStep[] =>
    from
      .filter(({ status }) => onPaper.includes(status))
      .map((step) => onRecord(reading, step, day, nextMeeting));
  const groups = [
    ...page.needs.map((one) => ({
      needId: one.need.id,
      text: one.need.text,
      steps: steps(one.steps),
    })),
    { needId: '', text: '', steps: steps(page.stepsWithoutNeed) },
  ];
  return {
    day,
    vision: page.vision,
    household: [...reading.people.values()]
      .filter(({ id }) => isHousehold(reading, id, day))
      .map(({ name }) => name)
      .sort(),
    needs: groups.filter((group) => group.steps.length > 0),
    nextMeeting,
    safetyPlan: reading.safetyPlan,
    callFirst: (reading.safetyPlan?.callFirst ?? [])
      .map((id) => reading.people.get(id))
      .filter((person) => person !== undefined)
      .map(({ name, phone }) => ({ name, phone })),
  };
};

const onRecord = (
  reading: PlanReading,
  step: PlanStep,
  day: Day,
  nextMeeting: Day | undefined,
): RecordStep => {
  const history: StepHistory | undefined = reading.steps.get(step.stepId);
  const last = history?.decisions.findLast(({ on }) => on <= day);
  const firstLook = history && selectCurrentVersion(history, day)?.firstLookOn;
  return {
    ...step,
    lastChange: history && last && selectDecision(reading, history, last),
    nextLook: firstLook !== undefined && firstLook >= day ? firstLook : nextMeeting,
  };
};

/** The next meeting that was set by the day; absent: none is set. */
const selectNextMeeting = ({ meetings }: PlanReading, day: Day): Day | undefined =>
  [...meetings.values()]
    .filter(({ on }) => on <= day)
    .map(({ nextOn }) => nextOn)
    .filter((nextOn) => nextOn !== undefined && nextOn >= day)
    .sort()[0];
