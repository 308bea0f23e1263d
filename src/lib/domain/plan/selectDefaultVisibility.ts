import type { DefaultVisibility } from './codes';
import type { PlanReading } from './reading';

/** Who may see what is told when nobody says otherwise: the household until the family changed it (PLAN8). */
export const selectDefaultVisibility = ({ plan }: PlanReading): DefaultVisibility =>
  plan.defaultVisibility === 'team' ? 'team' : 'household';
