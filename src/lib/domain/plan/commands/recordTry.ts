import type { Day } from '../../day';
import { ok, refuse } from '../../result';
import type { Actor } from '../actor';
import type { Helped, MadeItWork, Outcome, Reason, Visibility } from '../codes';
import type { PlanReading, StepHistory, VersionReading } from '../reading';
import type { Id } from '../schema';
import { selectCurrentVersion } from '../selectCurrentVersion';
import { selectDefaultVisibility } from '../selectDefaultVisibility';
import { enteredBy, recordFact } from './changes';
import { notADay, unknownActor } from './checks';
import type { Decision, PlanCommand } from './command';
import type { PlanRefusal } from './refusal';

/** What happened, as far as somebody wants to say. Only the outcome is asked for (PLAN6). */
export interface TryAnswers {
  readonly outcome: Outcome;
  readonly helped?: Helped;
  readonly whatWeDidInstead?: string;
  readonly reasons?: readonly Reason[];
  readonly helpedBy?: readonly MadeItWork[];
  readonly words?: string;
  /** Absent: what the family chose as the usual (PLAN8). Somebody who did not feel safe tells it to themselves alone (UNSAFE). */
  readonly visibility?: Visibility;
}

/** A try of a step, or of one exact version of it. */
export interface RecordTryInput extends TryAnswers {
  readonly stepId: Id;
  /** Absent: the version that the step had on the day. */
  readonly versionId?: Id;
  /** Absent: today. */
  readonly on?: Day;
  /** The last day, when one answer is for several days. */
  readonly until?: Day;
}

/** Records what happened when a step was tried: today or earlier, one day or several, never a day to come (PLAN6). */
export const recordTry: PlanCommand<RecordTryInput> = (reading, input, actor) => {
  const { stepId, versionId, on = actor.today, until } = input;
  const history = reading.steps.get(stepId);
  if (!history) return refuse({ kind: 'notHere', table: 'steps', id: stepId });
  const refusal = unknownActor(reading, actor) ?? senselessDays(on, until, actor.today);
  if (refusal) return refuse(refusal);
  const version = versionId === undefined ? versionOn(history, on) : find(history, versionId);
  if (!version)
    return versionId === undefined
      ? refuse({ kind: 'noVersionYet', stepId })
      : refuse({ kind: 'notHere', table: 'stepVersions', id: versionId });
  if (!version.counts) return refuse({ kind: 'notAgreedYet', versionId: version.id });
  return writeTry(reading, { versionId: version.id, on, until, answers: input }, actor);
};

const find = (history: StepHistory, versionId: Id): VersionReading | undefined =>
  history.versions.find((version) => version.id === versionId);

/** The version that a step had on a day; before it began, its first one. */
const versionOn = (history: StepHistory, on: Day): VersionReading | undefined =>
  selectCurrentVersion(history, on) ?? history.versions.find((version) => version.counts);

/** What makes no sense about the days of a try; absent: all is well. */
export const senselessDays = (
  on: Day,
  until: Day | undefined,
  today: Day,
): PlanRefusal | undefined => {
  const refusal = notADay(on) ?? notADay(until);
  if (refusal) return refusal;
  if (on > today) return { kind: 'inTheFuture', day: on, today };
  if (until !== undefined && until > today) return { kind: 'inTheFuture', day: until, today };
  if (until !== undefined && until < on) return { kind: 'endsBeforeItBegins', on, until };
  return undefined;
};

/** Decides the one fact of a try, for those who may read it (PLAN8, UNSAFE). Parts left empty are absent. */
export const writeTry = (
  reading: PlanReading,
  told: {
    readonly versionId: Id;
    readonly on: Day;
    readonly until: Day | undefined;
    readonly answers: TryAnswers;
    readonly supersedes?: Id;
  },
  actor: Actor,
): Decision => {
  const { versionId, on, until, answers, supersedes } = told;
  return ok([
    recordFact(reading, 'tries', {
      id: actor.newId(),
      versionId,
      on,
      until: until === on ? undefined : until,
      by: actor.by,
      enteredBy: enteredBy(actor),
      outcome: answers.outcome,
      helped: answers.helped,
      whatWeDidInstead: written(answers.whatWeDidInstead),
      reasons: some(answers.reasons),
      helpedBy: some(answers.helpedBy),
      words: written(answers.words),
      supersedes,
      visibility: visibilityOf(answers, selectDefaultVisibility(reading, actor.outside)),
    }),
  ]);
};

/** Who may read a try: what is said of not feeling safe stays with whoever says it (UNSAFE); else the usual where nothing is said (PLAN8). */
export const visibilityOf = (
  answers: Pick<TryAnswers, 'reasons' | 'visibility'>,
  usual: Visibility,
): Visibility => (answers.reasons?.includes('unsafe') ? 'onlyMe' : (answers.visibility ?? usual));

const written = (words: string | undefined): string | undefined =>
  words?.trim() ? words : undefined;

const some = <Code extends string>(codes: readonly Code[] | undefined): Code[] | undefined =>
  codes && codes.length > 0 ? [...codes] : undefined;
