import type { Day } from '../day';
import type { StepHistory } from './reading';
import { selectStanding } from './selectStanding';
import type { LookTogether } from './todayWindow';

/** Why a step is worth looking at together on a day (GAP); absent: it is lived, or not being tried. */
export const selectLookTogether = (history: StepHistory, day: Day): LookTogether | undefined => {
  const standing = selectStanding(history, day);
  if (!standing || standing.state === 'lived') return undefined;
  const { since } = standing;
  if (standing.state === 'silent') return { kind: 'silent', since };
  return { kind: standing.allOwnWay ? 'ownWay' : 'drifting', since };
};
