import type { Day } from '../day';
import type { Id, StepVersion } from './schema';

/** A step's sentence while it is being written (PLAN2). Parts may stay empty; only what is done must be said. */
export interface Sentence {
  readonly cue?: string;
  readonly action: string;
  readonly backup?: string;
  readonly place?: string;
  readonly doers?: readonly Id[];
  readonly helpers?: readonly { readonly personId: Id; readonly mode: string }[];
  readonly hope?: string;
  readonly firstLookOn?: Day;
  /** Days; 7 when it does not say. */
  readonly expectEveryDays?: number;
  readonly once?: boolean;
  /** 0 to 10. */
  readonly importance?: number;
  /** 0 to 10; under 7 is "not sure" (PLAN4). */
  readonly confidence?: number;
  readonly mightGetInTheWay?: { readonly reasons?: readonly string[]; readonly words?: string };
  readonly strengthIds?: readonly Id[];
  /** The same sentence in other languages, written by a person. */
  readonly says?: Readonly<
    Record<string, { readonly cue?: string; readonly action?: string; readonly backup?: string }>
  >;
}

const sentenceFields = [
  'cue',
  'action',
  'backup',
  'place',
  'doers',
  'helpers',
  'once',
  'expectEveryDays',
  'importance',
  'confidence',
  'hope',
  'firstLookOn',
  'mightGetInTheWay',
  'strengthIds',
  'says',
] as const satisfies readonly (keyof Sentence)[];

/** A sentence without the parts that were left empty, in the order of the format. The words stay as they were written. */
export const writtenParts = (sentence: Sentence): Sentence =>
  Object.fromEntries(
    sentenceFields
      .map((field) => [field, sentence[field]] as const)
      .filter(([, value]) => !isEmpty(value)),
  ) as unknown as Sentence;

const isEmpty = (value: Sentence[keyof Sentence]): boolean =>
  value === undefined ||
  value === false ||
  (typeof value === 'string' && value.trim() === '') ||
  (typeof value === 'object' && Object.keys(value).length === 0);

/** The sentence of a version, to begin the next one from. */
export const sentenceOf = (version: StepVersion): Sentence => writtenParts(version as Sentence);

/** Whether two sentences say the same. */
export const isSameSentence = (a: Sentence, b: Sentence): boolean =>
  JSON.stringify(writtenParts(a)) === JSON.stringify(writtenParts(b));

/** A part that real life usually asks for: when, what, who, and what if that can't happen (PLAN2). */
export type SentencePart = 'action' | 'cue' | 'doers' | 'backup';

/** Which parts real life usually asks for and the sentence does not say yet, most telling first (PLAN2). */
export const missingParts = (sentence: Sentence): SentencePart[] =>
  (['action', 'cue', 'doers', 'backup'] as const).filter((part) => isEmpty(sentence[part]));

/** Confidence under this is "not sure" (PLAN4). */
export const sureFrom = 7;

/** Whether to offer "Make it smaller" before agreeing (PLAN4). Confidence that nobody said offers nothing. */
export const offersSmaller = (sentence: Pick<Sentence, 'confidence'>): boolean =>
  sentence.confidence !== undefined && sentence.confidence < sureFrom;
