import type { Day } from '../day';
import type { Id } from './schema';

/**
 * Who does something, when, and with which new ids: everything a command may not find out by itself.
 */
export interface Actor {
  /** The person it is about. */
  readonly by: Id;
  /** The person who typed, when that is somebody else ("entered by"). */
  readonly enteredBy: Id | undefined;
  /** Today in the plan's time zone (PLAN12). */
  readonly today: Day;
  /** The instant, as ISO 8601 in UTC. */
  readonly now: string;
  /** The device does not get what is only for the household; whoever uses it tells the team, or nobody. Absent: it does. */
  readonly outside?: true;
  /** A new id, never given before, sorting after the ones given before. */
  readonly newId: () => Id;
}
