import type { AdjustmentKind } from '../../domain/plan/codes';

/** The parts of a step's sentence, in the order they are read (PLAN2). */
export const sentenceParts = ['cue', 'action', 'who', 'backup', 'place'] as const;
export type SentencePart = (typeof sentenceParts)[number];

const lit: Readonly<Partial<Record<string, SentencePart>>> = {
  smaller: 'action',
  timing: 'cue',
  clearer: 'action',
  helper: 'who',
  handover: 'who',
  place: 'place',
  backup: 'backup',
  strength: 'action',
  swap: 'action',
  grow: 'action',
} satisfies Partial<Record<AdjustmentKind, SentencePart>>;

/** The part that a kind of adjustment changes first; absent for the standing choices and codes nobody knows. */
export const litPart = (kind: string | undefined): SentencePart | undefined =>
  kind === undefined ? undefined : lit[kind];
