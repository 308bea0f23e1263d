import { addDays, type Day } from '../day';
import type { PlanReading } from './reading';
import { selectOncePerDay } from './selectOncePerDay';

/** No household says yes more often than this to one step on one day. */
const yesesOfOneDay = 7;

/**
 * The newest day that the plan knows, when it lies after today: then this device's clock may be set back,
 * and the screen says so. Absent: no doubt. Days that a plan looks forward to (a first look, a next meeting) do not count,
 * nor do a few days ahead where something was decided: of several yeses of one day, each takes effect a day after the one before.
 */
export const selectClockDoubt = selectOncePerDay(
  (reading: PlanReading, today: Day): Day | undefined => {
    let newest = today;
    const seen = (day: Day | undefined): void => {
      if (day !== undefined && day > newest) newest = day;
    };
    const soon = addDays(today, yesesOfOneDay);
    const decided = (day: Day | undefined): void => {
      if (day !== undefined && day > soon) seen(day);
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
  },
);
