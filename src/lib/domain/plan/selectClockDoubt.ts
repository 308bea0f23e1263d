import type { Day } from '../day';
import type { PlanReading } from './reading';

/**
 * The newest day that the plan knows, when it lies after today: then this device's clock may be set back,
 * and the screen says so. Absent: no doubt. Days that a plan looks forward to (a first look, a next meeting) do not count.
 */
export const selectClockDoubt = (reading: PlanReading, today: Day): Day | undefined => {
  let newest = today;
  const seen = (day: Day | undefined): void => {
    if (day !== undefined && day > newest) newest = day;
  };
  for (const history of reading.steps.values()) {
    seen(history.versions.at(-1)?.from);
    seen(history.adjustments.at(-1)?.on);
    seen(history.agreements.at(-1)?.on);
  }
  seen(reading.newestTryOn());
  for (const reflection of reading.reflections.values()) seen(reflection.on);
  for (const meeting of reading.meetings.values()) seen(meeting.on);
  return newest > today ? newest : undefined;
};
