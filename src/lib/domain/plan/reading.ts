import type { Day } from '../day';
import type {
  Adjustment,
  Agreement,
  FitCheck,
  Id,
  KeepsakeEntry,
  Meeting,
  Need,
  OutcomeMeasure,
  Person,
  Plan,
  PrivateNote,
  Reflection,
  SafetyPlan,
  Step,
  StepVersion,
  Strategy,
  Strength,
  Tie,
  Try,
} from './schema';
import type { About, TableName } from './tables';

/** A version with what follows from the agreements: `number`, `agreedBy`, and `from` once it is agreed. */
export interface VersionReading extends StepVersion {
  /** Whether it may count: agreed, or a first version that no adjustment names. */
  readonly counts: boolean;
  /** The adjustment that proposed it; absent for a first version. */
  readonly adjustmentId: Id | undefined;
  readonly agreedBy: Id[];
}

/** An adjustment with what follows from the agreements: `state`, `agreedBy`, `on` (the day agreed; while proposed, the day proposed). */
export interface AdjustmentReading extends Adjustment {
  readonly agreedBy: Id[];
}

/**
 * One step with all that was ever said of it. A new object whenever anything of the step changes, the same one otherwise.
 * `tries`, `superseded` and `reflections` are read when somebody looks at them.
 */
export interface StepHistory {
  readonly step: Step;
  /** Ordered by (from, id); `number` is the place in this order, from 1. */
  readonly versions: readonly VersionReading[];
  /** All adjustments, ordered by (on, id). */
  readonly adjustments: readonly AdjustmentReading[];
  /** The agreed ones, ordered by (on, id). */
  readonly decisions: readonly AdjustmentReading[];
  /** Tries that stand: ordered by (on, id), without those superseded or taken back. */
  readonly tries: readonly Try[];
  /** Tries that another one supersedes: left out everywhere, given back on export. */
  readonly superseded: readonly Try[];
  /** Reflections that name a try of this step, ordered by (on, id). */
  readonly reflections: readonly Reflection[];
  readonly agreements: readonly Agreement[];
  /** Versions and adjustments as they were written, by id: what is derived above leaves no trace in them. */
  readonly written: {
    readonly versions: readonly StepVersion[];
    readonly adjustments: readonly Adjustment[];
  };
  /** Whether any try of it may be seen by one person alone. */
  readonly hasOnlyMe: boolean;
  /** The day the step stopped being only an idea; absent: it never was one. `undefined` day: still an idea. */
  readonly idea: { readonly until: Day | undefined } | undefined;
}

/** A part of the plan that could not be understood whole and is kept as it is (DOC3). */
export interface NeedsALook {
  readonly table: TableName;
  readonly id: Id;
  readonly fields: readonly string[];
}

/** What this device can read of a plan. Selectors take it; nothing writes to it. */
export interface PlanReading {
  readonly about: About;
  readonly plan: Plan;
  readonly safetyPlan: SafetyPlan | undefined;
  readonly people: ReadonlyMap<Id, Person>;
  readonly ties: ReadonlyMap<Id, Tie>;
  readonly strengths: ReadonlyMap<Id, Strength>;
  readonly needs: ReadonlyMap<Id, Need>;
  readonly outcomes: ReadonlyMap<Id, OutcomeMeasure>;
  readonly strategies: ReadonlyMap<Id, Strategy>;
  readonly meetings: ReadonlyMap<Id, Meeting>;
  readonly keepsakeEntries: ReadonlyMap<Id, KeepsakeEntry>;
  readonly reflections: ReadonlyMap<Id, Reflection>;
  readonly fitChecks: ReadonlyMap<Id, FitCheck>;
  readonly privateNotes: ReadonlyMap<Id, PrivateNote>;
  readonly steps: ReadonlyMap<Id, StepHistory>;
  /** The newest day of a try that was not taken back; absent: there is none. Reads none of them. */
  readonly newestTryOn: () => Day | undefined;
  /** Whether a try is for one person alone, also one that was taken back. Reads none of them. */
  readonly isOnlyMe: (tryId: Id) => boolean;
  /** Ordered by table and id. Reads all that nobody looked at yet. */
  readonly needsALook: () => readonly NeedsALook[];
  /** The history of the step that a version belongs to; absent when it is not here. */
  readonly historyOfVersion: (versionId: Id) => StepHistory | undefined;
  /** The history of the step that a try belongs to; absent when it is not here. */
  readonly historyOfTry: (tryId: Id) => StepHistory | undefined;
}
