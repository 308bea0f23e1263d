/**
 * The closed lists of codes of a family plan, in the order people see them.
 * Data may hold a code this version does not know: it is kept, and shown as "other".
 */
export const outcomes = [
  'worked',
  'partly',
  'ownWay',
  'didNotHappen',
  'noHelp',
  'notTheWeek',
] as const;
export type Outcome = (typeof outcomes)[number];

export const helpedAnswers = ['yes', 'some', 'no', 'notYet'] as const;
export type Helped = (typeof helpedAnswers)[number];

/** The four families of reasons; `unsafe` stands alone and belongs to none (UNSAFE). */
export const reasonFamilies = {
  size: ['tooBig', 'unclear'],
  timing: ['timing', 'dayFull', 'noCue'],
  support: ['needHelp', 'practical'],
  life: ['people', 'feelings', 'notUs', 'noPoint', 'moreImportant'],
} as const;
export type ReasonFamily = keyof typeof reasonFamilies;
export type Reason = (typeof reasonFamilies)[ReasonFamily][number] | 'unsafe';
export const reasons: readonly Reason[] = [...Object.values(reasonFamilies).flat(), 'unsafe'];

export const madeItWork = [
  'someoneHelped',
  'goodTime',
  'smallEnough',
  'easyToRemember',
  'ourIdea',
] as const;
export type MadeItWork = (typeof madeItWork)[number];

/** Adjustments that make a new version of the step. */
export const changeKinds = [
  'smaller',
  'timing',
  'clearer',
  'helper',
  'handover',
  'place',
  'backup',
  'strength',
  'swap',
  'grow',
] as const;
/** Adjustments that say where the step stands, without a new version. */
export const standingKinds = ['keep', 'rest', 'letGo', 'resume', 'done'] as const;
export const adjustmentKinds = [...changeKinds, ...standingKinds] as const;
export type ChangeKind = (typeof changeKinds)[number];
export type StandingKind = (typeof standingKinds)[number];
export type AdjustmentKind = (typeof adjustmentKinds)[number];

export const supportTypes = ['family', 'natural', 'community', 'paid'] as const;
export type SupportType = (typeof supportTypes)[number];

export const parts = [
  'youth',
  'caregiver',
  'sibling',
  'relative',
  'friend',
  'neighbor',
  'faith',
  'coachOrMentor',
  'facilitator',
  'familyPartner',
  'youthPartner',
  'therapist',
  'school',
  'probation',
  'childWelfare',
  'health',
  'interpreter',
  'other',
] as const;
export type Part = (typeof parts)[number];

export const helperModes = ['doFor', 'doWith', 'cheerOn'] as const;
export type HelperMode = (typeof helperModes)[number];

export const lifeDomains = [
  'home',
  'family',
  'safety',
  'school',
  'work',
  'money',
  'health',
  'feelings',
  'friends',
  'fun',
  'faith',
  'legal',
  'other',
] as const;
export type LifeDomain = (typeof lifeDomains)[number];

export const needStatuses = ['open', 'easing', 'goodEnough', 'resting'] as const;
export type NeedStatus = (typeof needStatuses)[number];

export const stepStatuses = ['idea', 'trying', 'partOfLife', 'resting', 'letGo', 'done'] as const;
export type StepStatus = (typeof stepStatuses)[number];

export const visibilities = ['team', 'household', 'onlyMe'] as const;
export type Visibility = (typeof visibilities)[number];
/** What a family may choose as the usual for what is told. */
export const defaultVisibilities = ['household', 'team'] as const;
export type DefaultVisibility = (typeof defaultVisibilities)[number];

export const tieStrengths = ['strong', 'unsure', 'weak'] as const;
export type TieStrength = (typeof tieStrengths)[number];
export const tieEnergies = ['gives', 'takes', 'both'] as const;
export type TieEnergy = (typeof tieEnergies)[number];

export const startedInPlaces = ['dailyLife', 'meeting', 'oneToOne'] as const;
export type StartedIn = (typeof startedInPlaces)[number];
export const planTriggers = ['planned', 'learning', 'crisis'] as const;
export type PlanTrigger = (typeof planTriggers)[number];

export const fitAnswers = ['fits', 'notSure', 'doesNotFit'] as const;
export type FitAnswer = (typeof fitAnswers)[number];

export const voices = ['we', 'I'] as const;
export type Voice = (typeof voices)[number];

/** Whether a code found in data is one of a closed list. */
export const isOneOf = <Code extends string>(
  codes: readonly Code[],
  code: string | undefined,
): code is Code => code !== undefined && (codes as readonly string[]).includes(code);
