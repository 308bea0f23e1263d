import type { Day } from '../day';
import type { StepStatus } from './codes';
import type { PlanReading, StepHistory, VersionReading } from './reading';
import type { Id, Reflection } from './schema';
import { selectAgreed, type Agreed } from './selectAgreed';
import { selectYes } from './selectAgreement';
import { selectDecision, type Decision } from './selectDecision';
import { selectFitOfVersion, type Fit } from './selectFit';
import { selectLookTogether } from './selectLookTogether';
import { selectPerson } from './selectPerson';
import { selectProposals } from './selectProposals';
import { selectStatus } from './selectStatus';
import {
  selectOutcomeCounts,
  selectTriesOf,
  selectTryRow,
  type OutcomeCount,
  type TryRow,
} from './selectTries';
import { selectWords } from './selectWords';
import type { LookTogether, OpenProposal, PersonRef, VersionWords } from './todayWindow';

/** What was learned between two versions: reflections on the tries of the older one. */
export interface Learned {
  readonly reflection: Reflection;
  readonly by: PersonRef | undefined;
}

/** One version in the chain, with what stands between it and the one before (PLAN1). */
export interface GrewVersion extends VersionWords {
  /** The place among the versions that count, from 1. */
  readonly number: number;
  readonly from: Day;
  /** The day the next version began; absent: it is the current one. */
  readonly until: Day | undefined;
  readonly hope: string | undefined;
  readonly ideaOf: PersonRef | undefined;
  readonly agreedBy: readonly Agreed[];
  readonly fit: Fit;
  readonly counts: readonly OutcomeCount[];
  /** Newest first. */
  readonly tries: readonly TryRow[];
  /** Decisions in its time that made no version (pause, part of our life …), newest first. */
  readonly decisions: readonly Decision[];
  /** The change that led to it; absent for a first version. */
  readonly ledHere: Decision | undefined;
  /** What the version before taught, oldest first; empty for a first version. */
  readonly learned: readonly Learned[];
}

/** How a step grew, on a day. */
export interface Grew {
  readonly stepId: Id;
  readonly needId: Id;
  /** Empty when the need is not here. */
  readonly needText: string;
  /** Absent: the step begins on a later day. */
  readonly status: StepStatus | undefined;
  readonly lookTogether: LookTogether | undefined;
  /** Versions that have begun, newest first. */
  readonly versions: readonly GrewVersion[];
  /** A version agreed for a later day, or the words of an idea that waits for its first yes. */
  readonly upcoming: readonly VersionWords[];
  /** What the newest version has taught so far. */
  readonly learnedSince: readonly Learned[];
  readonly proposals: readonly OpenProposal[];
}

/** The chain of a step's versions and reasons ("how this step grew", PLAN1). Absent: no such step is here. */
export const selectGrew = (reading: PlanReading, stepId: Id, day: Day): Grew | undefined => {
  const history = reading.steps.get(stepId);
  if (!history) return undefined;
  const begun = history.versions.filter((version) => version.counts && version.from <= day);
  const learned = learnedByVersion(reading, history, begun, day);
  const decisions = history.decisions.filter(({ on }) => on <= day);
  const made = new Set(begun.map(({ adjustmentId }) => adjustmentId));

  const versions = begun.map((version, place): GrewVersion => {
    const next = begun[place + 1];
    const previous = begun[place - 1];
    const tries = selectTriesOf(history, version.id, day);
    const ledHere = decisions.find(({ id }) => id === version.adjustmentId);
    return {
      ...selectWords(reading, version),
      number: place + 1,
      from: version.from,
      until: next?.from,
      hope: version.hope,
      ideaOf:
        version.proposedBy === undefined ? undefined : selectPerson(reading, version.proposedBy),
      agreedBy: selectAgreed(
        reading,
        history,
        selectYes(history, version),
        ({ versionId, adjustmentId }) =>
          adjustmentId === undefined
            ? versionId === version.id
            : adjustmentId === version.adjustmentId,
      ),
      fit: selectFitOfVersion(history, version.id, day),
      counts: selectOutcomeCounts(tries),
      tries: tries.map((attempt) => selectTryRow(reading, attempt)).reverse(),
      decisions: decisions
        .filter(({ id, on }) => !made.has(id) && inTimeOf(on, version, previous, next))
        .map((decision) => selectDecision(reading, history, decision))
        .reverse(),
      ledHere: ledHere && selectDecision(reading, history, ledHere),
      learned: (previous && learned.get(previous.id)) ?? [],
    };
  });

  const newest = begun.at(-1);
  return {
    stepId,
    needId: history.step.needId,
    needText: reading.needs.get(history.step.needId)?.text ?? '',
    status: selectStatus(history, day),
    lookTogether: selectLookTogether(history, day),
    versions: versions.reverse(),
    upcoming: history.versions
      .filter(({ counts, from }) => counts && from > day)
      .map((version) => selectWords(reading, version)),
    learnedSince: (newest && learned.get(newest.id)) ?? [],
    proposals: selectProposals(reading, history, day),
  };
};

/** A decision belongs to the version of its day; one from before the first version to the first. */
const inTimeOf = (
  on: Day,
  version: VersionReading,
  previous: VersionReading | undefined,
  next: VersionReading | undefined,
): boolean => (previous === undefined || on >= version.from) && (!next || on < next.from);

/** Each reflection stands with the newest version whose tries it names; one whose tries are gone, with the version of its day. */
const learnedByVersion = (
  reading: PlanReading,
  history: StepHistory,
  begun: readonly VersionReading[],
  day: Day,
): Map<Id, Learned[]> => {
  const learned = new Map<Id, Learned[]>();
  for (const reflection of history.reflections) {
    if (reflection.on > day) continue;
    const named = new Set(
      history.tries.filter(({ id }) => reflection.tryIds.includes(id)).map((t) => t.versionId),
    );
    const of =
      begun.findLast(({ id }) => named.has(id)) ??
      begun.findLast(({ from }) => from <= reflection.on) ??
      begun[0];
    if (!of) continue;
    const by = reflection.by === undefined ? undefined : selectPerson(reading, reflection.by);
    learned.set(of.id, [...(learned.get(of.id) ?? []), { reflection, by }]);
  }
  return learned;
};
