import type { DefaultVisibility } from './codes';
import type { PlanReading } from './reading';

/**
 * Who may see what is told when nobody says otherwise: the household until the family changed it (PLAN8). What is told on
 * a device `outside` of the household cannot go to the household alone, and goes to the team.
 */
export const selectDefaultVisibility = (
  { plan }: PlanReading,
  outside = false,
): DefaultVisibility => (outside || plan.defaultVisibility === 'team' ? 'team' : 'household');
