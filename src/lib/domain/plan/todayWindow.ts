import * as z from 'zod/mini';

// The probe for `eval` would break the page's content security policy.
z.config({ jitless: true });

/**
 * What Today shows, as plain data without words of the app: small enough to be kept beside the plan
 * and painted before the plan itself is open. Whatever is absent is left out, never `null`.
 */
const opt = z.exactOptional;
const text = z.string();

/** Somebody named on a screen; an empty name is a person this device knows nothing of. */
export const PersonRef = z.object({ id: text, name: text, supportType: text });
export type PersonRef = z.infer<typeof PersonRef>;

const Helper = z.object({ ...PersonRef.shape, mode: text });

const Saying = z.object({ cue: opt(text), action: opt(text), backup: opt(text) });

/** A step as people say it (PLAN2); `says` is the same sentence by language. Parts may be absent. */
const SentenceParts = z.object({
  cue: opt(text),
  action: text,
  backup: opt(text),
  place: opt(text),
  says: opt(z.record(text, Saying)),
});
export type SentenceParts = z.infer<typeof SentenceParts>;

/** One version of a step with the people in it. */
const VersionWords = z.object({
  versionId: text,
  sentence: SentenceParts,
  doers: z.array(PersonRef),
  helpers: z.array(Helper),
});
export type VersionWords = z.infer<typeof VersionWords>;

/** A change that waits for the household's answer (PLAN5). */
const OpenProposal = z.object({
  adjustmentId: text,
  kinds: z.array(text),
  proposedBy: PersonRef,
  on: text,
  /** The sentence it would become; absent when only the step's standing would change. */
  version: opt(VersionWords),
});
export type OpenProposal = z.infer<typeof OpenProposal>;

/** Why a step is worth looking at together, and since when (GAP). */
const LookTogether = z.object({ kind: z.enum(['drifting', 'ownWay', 'silent']), since: text });
export type LookTogether = z.infer<typeof LookTogether>;

const TodayCard = z.object({
  ...VersionWords.shape,
  stepId: text,
  needId: text,
  /** Empty when the need is not here. */
  needText: text,
  /** The place among the step's versions that count, from 1. */
  versionNumber: z.number(),
  /** Whose idea this version was; absent when nobody said. */
  ideaOf: opt(PersonRef),
  /** How it fits, from so many tries (FIT). */
  fit: z.object({ word: text, tries: z.number() }),
  /** Everyone who does it is from outside the household: they promised it (PLAN9). */
  isPromise: z.boolean(),
  /** Something was said of the step for this day. */
  loggedToday: z.boolean(),
  /** Household doers whose own yes is still asked (PLAN5). */
  notYetYes: z.array(PersonRef),
  proposals: z.array(OpenProposal),
  lookTogether: opt(LookTogether),
});
export type TodayCard = z.infer<typeof TodayCard>;

/** A step that is not being tried and has something waiting for the household's answer (PLAN5). */
const Waiting = z.object({
  stepId: text,
  /** The sentence as it stands: the step's version now, or the idea that waits for its first yes. */
  version: opt(VersionWords),
  ideaOf: opt(PersonRef),
  proposals: z.array(OpenProposal),
});
export type Waiting = z.infer<typeof Waiting>;

export const TodayWindow = z.object({
  day: text,
  /** Steps being tried and promises, most in need of a word first. */
  cards: z.array(TodayCard),
  /** Steps to look at together, longest first. */
  band: z.array(z.object({ stepId: text, ...LookTogether.shape })),
  /** What waits for an answer and stands on no card. */
  waiting: z.array(Waiting),
});
export type TodayWindow = z.infer<typeof TodayWindow>;
