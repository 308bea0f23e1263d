import type { Outcome } from '../../domain/plan/codes';

/** What may be asked after an answer; each is offered and none is required (PLAN6). */
export type Question = 'instead' | 'helpedBy' | 'reasons' | 'helped' | 'words' | 'visibility';

const after: Readonly<Record<Outcome, readonly Question[]>> = {
  worked: ['helpedBy', 'helped', 'words', 'visibility'],
  partly: ['helpedBy', 'reasons', 'helped', 'words', 'visibility'],
  ownWay: ['instead', 'helpedBy', 'helped', 'words', 'visibility'],
  didNotHappen: ['reasons', 'instead', 'words', 'visibility'],
  noHelp: ['reasons', 'instead', 'words', 'visibility'],
  notTheWeek: ['words', 'visibility'],
};

/**
 * The questions after an outcome, in the order they are asked, one at a time (SUGGEST: after what worked,
 * in part or our own way, what made it work). Who may see it comes last and only matters once something was said.
 */
export const questionsFor = (outcome: Outcome): readonly Question[] => after[outcome];

/** What was said so far, as far as the questions need it. */
export interface Said {
  readonly whatWeDidInstead?: string | undefined;
  readonly helpedBy?: readonly string[] | undefined;
  readonly reasons?: readonly string[] | undefined;
  readonly helped?: string | undefined;
  readonly words?: string | undefined;
  readonly visibility?: string | undefined;
}

/** Whether a question has an answer. Who may see it always has one: the family's usual unless changed (PLAN8). */
export const isAnswered = (question: Question, said: Said): boolean => {
  switch (question) {
    case 'instead':
      return (said.whatWeDidInstead ?? '').trim() !== '';
    case 'helpedBy':
      return (said.helpedBy ?? []).length > 0;
    case 'reasons':
      return (said.reasons ?? []).length > 0;
    case 'helped':
      return said.helped !== undefined;
    case 'words':
      return (said.words ?? '').trim() !== '';
    case 'visibility':
      return said.visibility !== undefined;
  }
};

/** Whether somebody said that they did not feel safe (UNSAFE). */
export const isUnsafe = (said: Said): boolean => (said.reasons ?? []).includes('unsafe');

/** Whether a try holds words of a person, beside the answers of a list. */
export const hasWords = (said: Said): boolean =>
  isAnswered('words', said) || isAnswered('instead', said);
