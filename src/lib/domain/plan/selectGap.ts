import type { Day } from '../day';
import type { PlanReading } from './reading';
import { selectStanding } from './selectStanding';

/** "4 steps to look at together": how many of the steps being tried are drifting or silent (GAP). */
export interface Gap {
  readonly off: number;
  readonly trying: number;
  /** 0 to 1; `null` when no step is being tried. */
  readonly share: number | null;
}

/** The distance between the written and the lived plan on a day (GAP). */
export const selectGap = ({ steps }: PlanReading, day: Day): Gap => {
  const standings = [...steps.values()]
    .map((history) => selectStanding(history, day))
    .filter((standing) => standing !== undefined);
  const off = standings.filter(({ state }) => state !== 'lived').length;
  const trying = standings.length;
  return { off, trying, share: trying === 0 ? null : off / trying };
};
