import type { Day } from '../../domain/day';

/** The name of a file that leaves: what it is and its day. It names nobody: files lie around. */
export const fileName = (what: 'plan' | 'tries' | 'figures', day: Day): string =>
  `lived-plan-${what === 'plan' ? '' : `${what}-`}${day}.${what === 'tries' ? 'csv' : 'json'}`;
