import type { Day } from '../day';
import type { AdjustmentReading, StepHistory } from './reading';

/**
 * The proposals of a step that wait for the household's answer on a day, oldest first;
 * two for one step stand side by side (PLAN5, PLAN10).
 * One that was agreed later was still open before, if it says when it was proposed.
 */
export const selectOpenProposals = (history: StepHistory, day: Day): AdjustmentReading[] =>
  history.adjustments.filter(({ state, on, proposedOn }) => {
    if ((proposedOn ?? on) > day) return false;
    return state === 'proposed' || (state === 'agreed' && on > day);
  });
