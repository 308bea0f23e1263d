import type { Outcome } from '$lib/domain/plan/codes';

/**
 * What an outcome looks like: six shapes of one weight on a field of 24, none of them a tick or a cross.
 * Whole, half, a way of its own, an open ring, a ring that stays as it was, a week with a bar before it.
 */
export const outcomeMarks: Readonly<Record<Outcome, string>> = {
  worked: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16',
  partly: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M12 4v16M12 7.5h4.6M12 12h7.5M12 16.5h4.6',
  ownWay: 'M3.5 17.5c5.5 0 3.5-11 8.5-11s2.5 8.5 8.5 3M16.6 9.2l4-.2.3 4',
  didNotHappen:
    'M12 4a8 8 0 0 1 3.6.9M18.7 7.7a8 8 0 0 1 1.2 3.3M19.6 14.5a8 8 0 0 1-2 3.2M14.6 19.6a8 8 0 0 1-3.7.3M7.7 18.7a8 8 0 0 1-2.5-2.6M4.1 13a8 8 0 0 1 .6-3.7M6.6 6.1a8 8 0 0 1 2.2-1.5',
  noHelp: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16M8 12h8',
  notTheWeek: 'M4 12h16M7.5 7.5v9M12 9.5v5M16.5 7.5v9',
};

/** For a code that this version does not know. */
export const otherMark = 'M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5';
