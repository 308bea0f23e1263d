import type { Day } from '../day';
import type { StepStatus } from './codes';
import type { PlanReading } from './reading';
import type { Id, Need, Strategy, Strength } from './schema';
import { selectIsPromise, selectNotYetYes } from './selectAgreement';
import { selectCurrentVersion, selectVersionNumber } from './selectCurrentVersion';
import { selectFit, type Fit } from './selectFit';
import { selectLookTogether } from './selectLookTogether';
import { byRank, selectPeopleInOrder } from './selectInOrder';
import { selectOncePerStep } from './selectOncePerStep';
import { selectPerson } from './selectPerson';
import { selectProposals } from './selectProposals';
import { selectStatus } from './selectStatus';

import { selectOutcomeCounts, selectTriesOf, type OutcomeCount } from './selectTries';
import { selectWords } from './selectWords';
import type { LookTogether, OpenProposal, PersonRef, VersionWords } from './todayWindow';

/** A step in the plan: as it is written, beside how it is lived. */
export interface PlanStep {
  readonly stepId: Id;
  readonly needId: Id;
  readonly strategyId: Id | undefined;
  /** Absent: the step begins on a later day, `begins`. */
  readonly status: StepStatus | undefined;
  readonly begins: Day | undefined;
  /** The sentence as written; absent for an idea without words yet. */
  readonly version: VersionWords | undefined;
  /** The place among the versions that count; absent when the version does not count yet. */
  readonly versionNumber: number | undefined;
  readonly ideaOf: PersonRef | undefined;
  readonly isPromise: boolean;
  readonly notYetYes: readonly PersonRef[];
  readonly proposals: readonly OpenProposal[];
  /** As lived: how the version on the page went so far (FIT, GAP). */
  readonly lived: {
    readonly counts: readonly OutcomeCount[];
    readonly fit: Fit | undefined;
    readonly lookTogether: LookTogether | undefined;
  };
}

export interface PlanNeed {
  readonly need: Need;
  readonly steps: readonly PlanStep[];
  /** Other ways we thought of that no step came from yet. */
  readonly untriedIdeas: readonly Strategy[];
}

/** The written plan beside the lived one, on a day. */
export interface PlanPage {
  readonly vision: string | undefined;
  readonly needs: readonly PlanNeed[];
  /** Steps whose need is not here. */
  readonly stepsWithoutNeed: readonly PlanStep[];
  /** By person, in the order of people; strengths of somebody who is not here come last. */
  readonly strengths: readonly {
    readonly person: PersonRef;
    readonly strengths: readonly Strength[];
  }[];
}

/** Needs by rank with their steps, and whose strengths there are (design.md, *Plan*). */
export const selectPlan = (reading: PlanReading, day: Day): PlanPage => {
  const steps = [...reading.steps.values()]
    .sort((a, b) => byRank(a.step, b.step))
    .map((history) => selectPlanStep(reading, history, day));
  const strategies = [...reading.strategies.values()].sort(byId);
  const taken = new Set(steps.map(({ strategyId }) => strategyId));
  const strengths = [...reading.strengths.values()].sort(byId);
  const known = selectPeopleInOrder(reading).map(({ id }) => id);
  const owners = new Set([...known, ...strengths.map(({ whose }) => whose)]);

  return {
    vision: reading.plan.vision,
    needs: [...reading.needs.values()].sort(byRank).map((need) => ({
      need,
      steps: steps.filter(({ needId }) => needId === need.id),
      untriedIdeas: strategies.filter(({ id, needId }) => needId === need.id && !taken.has(id)),
    })),
    stepsWithoutNeed: steps.filter(({ needId }) => !reading.needs.has(needId)),
    strengths: [...owners]
      .map((id) => ({
        person: selectPerson(reading, id),
        strengths: strengths.filter(({ whose }) => whose === id),
      }))
      .filter((one) => one.strengths.length > 0),
  };
};

const byId = (a: { readonly id: Id }, b: { readonly id: Id }): number => (a.id < b.id ? -1 : 1);

/** One step as written and as lived, on a day. */
export const selectPlanStep = selectOncePerStep((reading, history, day): PlanStep => {
  const { step } = history;
  const current = selectCurrentVersion(history, day);
  const version = current ?? history.versions.find(({ counts }) => counts) ?? history.versions[0];
  return {
    stepId: step.id,
    needId: step.needId,
    strategyId: step.strategyId,
    status: selectStatus(history, day),
    begins: current ? undefined : version?.from,
    version: version && selectWords(reading, version),
    versionNumber: version && selectVersionNumber(history, version.id),
    ideaOf:
      version?.proposedBy === undefined ? undefined : selectPerson(reading, version.proposedBy),
    isPromise: version !== undefined && selectIsPromise(reading, version),
    notYetYes: version
      ? selectNotYetYes(reading, history, version, day).map((id) => selectPerson(reading, id))
      : [],
    proposals: selectProposals(reading, history, day),
    lived: {
      counts: current ? selectOutcomeCounts(selectTriesOf(history, current.id, day)) : [],
      fit: selectFit(history, day),
      lookTogether: selectLookTogether(history, day),
    },
  };
});
