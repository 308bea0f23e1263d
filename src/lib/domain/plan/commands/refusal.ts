import type { Day } from '../../day';
import type { StandingKind, StepStatus } from '../codes';
import type { Id } from '../schema';
import type { TableName } from '../tables';

/** A record of a plan, by table and id. */
export interface RecordAddress {
  readonly table: TableName;
  readonly id: Id;
}

/**
 * Why a command changed nothing: everything a person can be told. Each kind has words on screen (UI2).
 */
export type PlanRefusal =
  /** Words that must be there are empty; `field` names them. */
  | { readonly kind: 'nothingWritten'; readonly field: string }
  /** What is named is not in this plan, or no longer. */
  | { readonly kind: 'notHere'; readonly table: TableName; readonly id: Id }
  | { readonly kind: 'notADay'; readonly day: string }
  /** A try is never of a day to come (PLAN6). */
  | { readonly kind: 'inTheFuture'; readonly day: Day; readonly today: Day }
  | { readonly kind: 'endsBeforeItBegins'; readonly on: Day; readonly until: Day }
  | { readonly kind: 'unknownTimeZone'; readonly timeZone: string }
  /** A number outside what makes sense; no `most`: as large as one likes. */
  | {
      readonly kind: 'outOfRange';
      readonly field: string;
      readonly least: number;
      readonly most: number | undefined;
    }
  /** It cannot be taken out while these refer to it. */
  | { readonly kind: 'stillNeeded'; readonly by: readonly RecordAddress[] }
  /** The custodian is always a household person. */
  | { readonly kind: 'custodianNotHousehold'; readonly id: Id }
  /** Whoever holds the plan stays in the household until somebody else of it does. */
  | { readonly kind: 'holdsThePlan'; readonly id: Id }
  /** A plan always has somebody of the household. */
  | { readonly kind: 'lastOfHousehold'; readonly id: Id }
  /** The step has no sentence yet. */
  | { readonly kind: 'noVersionYet'; readonly stepId: Id }
  /** The step has its first sentence; another one is a change. */
  | { readonly kind: 'hasVersion'; readonly stepId: Id }
  /** The sentence waits for a yes, or got another answer; nothing can be tried of it (PLAN5). */
  | { readonly kind: 'notAgreedYet'; readonly versionId: Id }
  /** A change says what kind it is. */
  | { readonly kind: 'noKinds' }
  /** Nothing in the sentence is different. */
  | { readonly kind: 'sameSentence' }
  /** The step already stands there. */
  | { readonly kind: 'alreadySo'; readonly standing: StandingKind; readonly status: StepStatus }
  /** The household agrees, and whoever is asked to do the step says their own yes (PLAN5). */
  | { readonly kind: 'notAsked'; readonly by: Id }
  /** Only somebody of the household can enter a household person's answer (PLAN5). */
  | { readonly kind: 'enteredByOutsider'; readonly enteredBy: Id }
  /** Only somebody of the household changes this. */
  | { readonly kind: 'householdOnly' }
  /** Only a device that may change everything says who is household and where days turn (DOC7, PLAN12). */
  | { readonly kind: 'steeringOnly' }
  /** This person's own yes and proposals come from a device of theirs, or of the household's that may change everything (PLAN5). */
  | { readonly kind: 'notSpokenFor'; readonly by: Id }
  /** The household agreed before; "not now" comes too late, pausing or another change does not. */
  | { readonly kind: 'alreadyAgreed' }
  /** This person gave this answer before. */
  | { readonly kind: 'alreadySaid'; readonly by: Id }
  /** Only whoever wrote a try changes it or takes it back (PLAN6, PLAN15). */
  | { readonly kind: 'notYours'; readonly tryId: Id }
  /** Something newer stands in its place. */
  | { readonly kind: 'alreadyCorrected'; readonly tryId: Id }
  | { readonly kind: 'alreadyTakenBack'; readonly tryId: Id }
  /** There are no words to take back. */
  | { readonly kind: 'noWords'; readonly tryId: Id }
  | { readonly kind: 'noTries' }
  /** It is not taken back: something that was said since stands on it, and would go with it (DOC8). */
  | { readonly kind: 'saidSince' }
  /** This version of the app may not write into the plan (DOC9). */
  | { readonly kind: 'readOnly' };
