import type { Day } from '../day';
import type { PlanReading, StepHistory } from './reading';
import { selectOpenProposals } from './selectOpenProposals';
import { selectPerson } from './selectPerson';
import { selectWords } from './selectWords';
import type { OpenProposal } from './todayWindow';

/** A step's open proposals with the sentences they would become, oldest first (PLAN5, PLAN10). */
export const selectProposals = (
  reading: PlanReading,
  history: StepHistory,
  day: Day,
): OpenProposal[] =>
  selectOpenProposals(history, day).map(({ id, kinds, proposedBy, proposedOn, on, toVersion }) => {
    const version = history.versions.find((one) => one.id === toVersion);
    return {
      adjustmentId: id,
      kinds,
      proposedBy: selectPerson(reading, proposedBy),
      on: proposedOn ?? on,
      ...(version && { version: selectWords(reading, version) }),
    };
  });
