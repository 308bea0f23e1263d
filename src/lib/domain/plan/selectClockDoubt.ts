import { addDays, type Day } from '../day';
import type { PlanReading } from './reading';

/**
 * The newest day that the plan knows, when it lies after today: then this device's clock may be set back,
 * and the screen says so. Absent: no doubt. Days that a plan looks forward to (a first look, a next meeting) do not count,
 * nor does tomorrow where something was decided: of two yeses of one day, one takes effect the day after.
 */
export const selectClockDoubt = (reading: PlanReading, today: Day): Day | undefined => {
  let newest = today;
  const seen = (day: Day | undefined): void => {
    if (day !== undefined && day > newest) newest = day;
  };
  const tomorrow = addDays(today, 1);
  const decided = (day: Day | undefined): void => {
    if (day !== tomorrow) seen(day);
  };
  for (const history of reading.steps.values()) {
    decided(history.versions.at(-1)?.from);
    decided(history.adjustments.at(-1)?.on);
    decided(history.agreements.at(-1)?.on);
  }
  seen(reading.newestTryOn());
  for (const reflection of reading.reflections.values()) seen(reflection.on);
  for (const meeting of reading.meetings.values()) seen(meeting.on);
  return newest > today ? newest : undefined;
};
