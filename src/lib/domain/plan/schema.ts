import * as z from 'zod/mini';
import { isDay } from '../day';

// The probe for `eval` would break the page's content security policy.
z.config({ jitless: true });

/**
 * The shapes of a family plan, once. They are the shapes of the open facts format
 * (`tests/fixtures/lived-plan-1.schema.json`); a test holds the two against each other.
 * Unknown fields are kept; an unknown code is a plain string.
 */
const opt = z.exactOptional;
const text = z.string();
/** 1 to 128 characters, as JSON Schema counts them: a pair of surrogates is one. */
const id = z.string().check(
  z.minLength(1),
  z.refine((value) => value.length <= 128 || [...value].length <= 128, 'tooLong'),
);
const day = z.string().check(z.refine(isDay, 'notADay'));
const code = z.string();
const number = z.number();
const list = <T extends z.core.SomeType>(of: T) => z.array(of);

export type Id = z.infer<typeof id>;

/** The plan's own words; one a plan. */
export const Plan = z.looseObject({
  vision: opt(text),
  teamMission: opt(text),
  groundRules: opt(list(text)),
  culture: opt(text),
  phase: opt(code),
  voice: opt(code),
  languages: opt(list(text)),
  custodian: opt(id),
  transition: opt(text),
  /** Who may see a try where nobody says (PLAN8). The file format does not name it and so takes anything: what is unknown means the household. */
  defaultVisibility: opt(z.unknown()),
});
export type Plan = z.infer<typeof Plan>;

/** Somebody in the family's life. `household` is who the family says it is; absence means no. */
export const Person = z.looseObject({
  id,
  name: text,
  part: opt(code),
  supportType: code,
  household: opt(z.boolean()),
  home: opt(text),
  minor: opt(z.boolean()),
  mandatedReporter: opt(z.boolean()),
  phone: opt(text),
  language: opt(text),
  leavesOn: opt(day),
  leftOn: opt(day),
});
export type Person = z.infer<typeof Person>;

/** How a person stands to the family on the support map. */
export const Tie = z.looseObject({
  id,
  personId: id,
  strength: opt(code),
  energy: opt(code),
  stressful: opt(z.boolean()),
});
export type Tie = z.infer<typeof Tie>;

/** What somebody is good at; `whose` is a person. */
export const Strength = z.looseObject({ id, whose: id, text });
export type Strength = z.infer<typeof Strength>;

/** A need in its owner's words. */
export const Need = z.looseObject({
  id,
  text,
  lifeDomain: opt(code),
  rank: opt(number),
  status: opt(code),
});
export type Need = z.infer<typeof Need>;

/** "How we'll know", with its checks over time. */
export const OutcomeMeasure = z.looseObject({
  id,
  needId: id,
  howWeKnow: text,
  scale: code,
  checks: list(z.looseObject({ on: day, value: number, by: opt(id) })),
});
export type OutcomeMeasure = z.infer<typeof OutcomeMeasure>;

/** Another way the family thought of for a need. */
export const Strategy = z.looseObject({
  id,
  needId: id,
  text,
  optionsConsidered: opt(list(text)),
  chosenBy: opt(list(id)),
  strengthIds: opt(list(id)),
});
export type Strategy = z.infer<typeof Strategy>;

/** A step's place in the plan. Its words are its versions'; `status` is derived, and only `idea` is read. */
export const Step = z.looseObject({
  id,
  needId: id,
  strategyId: opt(id),
  rank: opt(number),
  status: opt(code),
});
export type Step = z.infer<typeof Step>;

const sayings = z.record(
  z.string(),
  z.looseObject({ cue: opt(text), action: opt(text), backup: opt(text) }),
);

/** One wording of a step: a fact, never edited (PLAN1, PLAN2). Days without a word on `expectEveryDays` mean 7. */
export const StepVersion = z.looseObject({
  id,
  stepId: id,
  number: z.int().check(z.gte(1)),
  cue: opt(text),
  action: text,
  backup: opt(text),
  place: opt(text),
  doers: opt(list(id)),
  helpers: opt(list(z.looseObject({ personId: id, mode: code }))),
  once: opt(z.boolean()),
  expectEveryDays: opt(number.check(z.gt(0))),
  importance: opt(number.check(z.gte(0), z.lte(10))),
  confidence: opt(number.check(z.gte(0), z.lte(10))),
  hope: opt(text),
  firstLookOn: opt(day),
  mightGetInTheWay: opt(z.looseObject({ reasons: opt(list(code)), words: opt(text) })),
  strengthIds: opt(list(id)),
  says: opt(sayings),
  proposedBy: opt(id),
  agreedBy: opt(list(id)),
  from: day,
});
export type StepVersion = z.infer<typeof StepVersion>;

/** What happened when a step was tried: a fact, never edited (PLAN6). */
export const Try = z.looseObject({
  id,
  versionId: id,
  on: day,
  until: opt(day),
  at: opt(text),
  by: opt(id),
  enteredBy: opt(id),
  outcome: code,
  helped: opt(code),
  whatWeDidInstead: opt(text),
  reasons: opt(list(code)),
  helpedBy: opt(list(code)),
  words: opt(text),
  wordsTakenBack: opt(z.boolean()),
  supersedes: opt(id),
  visibility: opt(code),
});
export type Try = z.infer<typeof Try>;

/** What tries told about the plan. `visibility` keeps it closer than the tries are, with the household (PLAN14); absent: as they are. */
export const Reflection = z.looseObject({
  id,
  tryIds: list(id),
  on: day,
  whatHappened: opt(text),
  learned: opt(text),
  by: opt(id),
  // The format does not know it, and so asks nothing of it.
  visibility: opt(z.unknown()),
});
export type Reflection = z.infer<typeof Reflection>;

/** A change to a step, with the tries it comes from (PLAN1). `state`, `agreedBy` and `on` follow from agreements. */
export const Adjustment = z.looseObject({
  id,
  stepId: id,
  fromVersion: id,
  toVersion: opt(id),
  kinds: list(code),
  because: opt(list(id)),
  proposedBy: id,
  proposedOn: opt(day),
  agreedBy: opt(list(id)),
  startedIn: opt(code),
  trigger: opt(code),
  state: code,
  on: day,
});
export type Adjustment = z.infer<typeof Adjustment>;

export const Meeting = z.looseObject({
  id,
  on: day,
  attendees: list(z.looseObject({ personId: id, supportType: code })),
  celebrations: opt(text),
  learnedFirst: opt(text),
  decisions: opt(list(text)),
  dissent: opt(list(z.looseObject({ by: id, words: text }))),
  nextOn: opt(day),
});
export type Meeting = z.infer<typeof Meeting>;

export const SafetyPlan = z.looseObject({
  crisisIs: opt(text),
  earlySigns: opt(list(text)),
  whatHelps: opt(list(text)),
  levels: opt(list(z.looseObject({ when: text, do: text }))),
  callFirst: opt(list(id)),
  lines: opt(list(z.looseObject({ name: text, number: text }))),
  overWhen: opt(text),
  reviewOn: opt(day),
});
export type SafetyPlan = z.infer<typeof SafetyPlan>;

/** "What works for us". */
export const KeepsakeEntry = z.looseObject({ id, text, fromTryIds: opt(list(id)), by: opt(id) });
export type KeepsakeEntry = z.infer<typeof KeepsakeEntry>;

/**
 * A person's answer to a proposal or to a first version: a fact of its own (PLAN5). It names the exact version.
 * `household`: who of `by` and `enteredBy` was household when it was written; absent: it did not say.
 */
export const Agreement = z.looseObject({
  id,
  adjustmentId: opt(id),
  versionId: opt(id),
  to: opt(text),
  by: id,
  enteredBy: opt(id),
  household: opt(list(id)),
  answer: z.enum(['yes', 'notNow']),
  on: day,
});
export type Agreement = z.infer<typeof Agreement>;

/** A whole try, or only its words, taken back by whoever wrote it: a fact of its own (PLAN6, PLAN15). */
export const TakeBack = z.looseObject({
  id,
  tryId: id,
  what: z.enum(['try', 'words']),
  by: opt(id),
  on: day,
});
export type TakeBack = z.infer<typeof TakeBack>;

/** A doer's private answer to "Does this fit my week?" (PLAN3); `said` once its writer chose to say it. */
export const FitCheck = z.looseObject({
  id,
  versionId: id,
  by: id,
  answer: code,
  words: opt(text),
  on: day,
});
export type FitCheck = z.infer<typeof FitCheck>;

/** Words that never leave their writer's devices. */
export const PrivateNote = z.looseObject({ id, by: id, text, on: day, stepId: opt(id) });
export type PrivateNote = z.infer<typeof PrivateNote>;

const object = z.looseObject({});

/** A family plan as a file in the open facts format. */
export const PlanFile = z.looseObject({
  format: z.literal('lived-plan'),
  version: z.literal(1),
  kind: z.literal('familyPlan'),
  id,
  timeZone: text,
  plan: opt(Plan),
  people: list(Person),
  ties: opt(list(Tie)),
  strengths: opt(list(Strength)),
  needs: opt(list(Need)),
  outcomes: opt(list(OutcomeMeasure)),
  strategies: opt(list(Strategy)),
  steps: list(Step),
  stepVersions: list(StepVersion),
  tries: list(Try),
  reflections: opt(list(Reflection)),
  adjustments: list(Adjustment),
  meetings: opt(list(Meeting)),
  safetyPlan: opt(SafetyPlan),
  keepsakeEntries: opt(list(KeepsakeEntry)),
  snapshots: opt(list(object)),
  releases: opt(list(object)),
});
export type PlanFile = z.infer<typeof PlanFile>;
