import { isOneOf, outcomes, type Outcome } from '../../domain/plan/codes';
import type { TryAnswers } from '../../domain/plan/commands/recordTry';
import type { Try } from '../../domain/plan/schema';
import { questionsFor } from './questions';

/** What a try says, as answers that can be changed; a code this version does not know stays as it is. */
export const answersOf = (attempt: Try): TryAnswers => {
  const { outcome, helped, whatWeDidInstead, reasons, helpedBy, words, visibility } = attempt;
  return withoutAbsent({ outcome, helped, whatWeDidInstead, reasons, helpedBy, words, visibility });
};

/** The answers with something said anew; a key said as `undefined` is taken out. */
export const withSaid = (told: TryAnswers, said: Partial<TryAnswers>): TryAnswers =>
  withoutAbsent({ ...told, ...said });

/**
 * The answers after another outcome was chosen: what the new outcome does not ask about goes,
 * words and who may see them stay, and so does that somebody did not feel safe.
 */
export const withOutcome = (
  told: Partial<TryAnswers> | undefined,
  outcome: Outcome,
): TryAnswers => {
  const asked = questionsFor(outcome);
  const safe = told?.reasons?.includes('unsafe') ? (['unsafe'] as const) : undefined;
  return withoutAbsent({
    outcome,
    words: told?.words,
    visibility: told?.visibility,
    whatWeDidInstead: asked.includes('instead') ? told?.whatWeDidInstead : undefined,
    reasons: asked.includes('reasons') ? told?.reasons : safe,
    helpedBy: asked.includes('helpedBy') ? told?.helpedBy : undefined,
    helped: asked.includes('helped') ? told?.helped : undefined,
  });
};

/** The outcome as one this version knows; `notTheWeek` for any other (domain.md §5). */
export const knownOutcome = (outcome: string): Outcome =>
  isOneOf(outcomes, outcome) ? outcome : 'notTheWeek';

const withoutAbsent = (answers: object): TryAnswers =>
  Object.fromEntries(
    Object.entries(answers).filter(([, value]) => value !== undefined),
  ) as unknown as TryAnswers;
