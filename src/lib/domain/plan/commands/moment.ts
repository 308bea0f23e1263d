import { addDays, type Day } from '../../day';
import type { Actor } from '../actor';
import type { StepHistory, VersionReading } from '../reading';
import type { Id } from '../schema';

/** The newest version that counts, begun or not: what the next change is made to. Absent: the step has no sentence. */
export const newestVersion = (history: StepHistory): VersionReading | undefined =>
  history.versions.findLast((version) => version.counts);

/**
 * The day on which something new of a step takes effect, so that it comes after all that counts already,
 * also when this device's clock was set back.
 */
export const dayToTakeEffect = (history: StepHistory, today: Day): Day =>
  [newestVersion(history)?.from, history.decisions.at(-1)?.on].reduce<Day>(
    (latest, day) => (day !== undefined && day > latest ? day : latest),
    today,
  );

/** A new id that sorts after another one of the same day; ids that came with a file may begin with any letter. */
export const idAfter = (actor: Actor, other: Id | undefined): Id => {
  const id = actor.newId();
  if (other === undefined || id > other) return id;
  return [`~${id}`, `${other.slice(0, 60)}\uffff${id}`].find((later) => later > other) ?? id;
};

/**
 * The day on which a proposal takes effect when it is agreed: after every version and decision that counts.
 * A newer one of the same day keeps its day; then this one begins the day after.
 */
export const dayToAgree = (
  history: StepHistory,
  proposal: { readonly id: Id; readonly toVersion?: Id },
  today: Day,
): Day => {
  const day = dayToTakeEffect(history, today);
  const version = newestVersion(history);
  const decision = history.decisions.at(-1);
  const overtaken =
    (proposal.toVersion !== undefined &&
      version?.from === day &&
      version.id > proposal.toVersion) ||
    (decision?.on === day && decision.id > proposal.id);
  return overtaken ? addDays(day, 1) : day;
};
