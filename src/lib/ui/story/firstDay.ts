import type { Day } from '../../domain/day';
import type { PlanReading } from '../../domain/plan/reading';

/** The first day the plan knows of; absent: nothing has happened yet. */
export const firstDay = ({ steps, meetings, reflections }: PlanReading): Day | undefined => {
  let first: Day | undefined;
  const see = (day: Day | undefined): void => {
    if (day !== undefined && (first === undefined || day < first)) first = day;
  };
  for (const { versions, tries, decisions } of steps.values()) {
    see(versions[0]?.from);
    see(tries[0]?.on);
    see(decisions[0]?.on);
  }
  for (const { on } of meetings.values()) see(on);
  for (const { on } of reflections.values()) see(on);
  return first;
};
