import { changeKinds, isOneOf, type ChangeKind } from '../../domain/plan/codes';
import type { PlanReading, StepHistory } from '../../domain/plan/reading';
import type { Id } from '../../domain/plan/schema';
import type { Sentence } from '../../domain/plan/sentence';
import { suggestAdjustments, suggestAfterTry } from '../../domain/plan/suggestAdjustments';

/** The kinds of change to offer first, best first: from what got in the way in the tries it comes from (SUGGEST). */
export const firstKinds = (history: StepHistory, because: readonly Id[]): ChangeKind[] => {
  const tries = history.tries.filter(({ id }) => because.includes(id));
  const newest = tries.at(-1);
  const fromNewest = newest ? suggestAfterTry(history, newest).kinds : [];
  const fromAll = suggestAdjustments(tries.flatMap(({ reasons }) => reasons ?? []));
  return [...new Set([...fromNewest, ...fromAll])]
    .filter((kind) => isOneOf(changeKinds, kind))
    .slice(0, 3);
};

/** What we did instead in the newest of these tries: "Life found its own way". Absent: nobody said. */
export const ownWayOf = (history: StepHistory, because: readonly Id[]): string | undefined =>
  history.tries.findLast((one) => because.includes(one.id) && one.whatWeDidInstead?.trim())
    ?.whatWeDidInstead;

const plain = (text: string | undefined): string =>
  (text ?? '').trim().toLocaleLowerCase().replace(/[.!]$/, '');

/** The need's ideas that no sentence of its steps says yet ("other ways we thought of"), in the order they were thought of. */
export const ideasNotTried = (reading: PlanReading, needId: Id): string[] => {
  const strategies = [...reading.strategies.values()].filter((one) => one.needId === needId);
  const steps = [...reading.steps.values()].filter(({ step }) => step.needId === needId);
  const tried = steps.flatMap(({ versions }) => versions.map(({ action }) => plain(action)));
  const taken = new Set(steps.map(({ step }) => step.strategyId));
  const ideas = strategies.flatMap((one) => [
    ...(taken.has(one.id) || one.optionsConsidered ? [] : [one.text]),
    ...(one.optionsConsidered ?? []),
  ]);
  return [...new Set(ideas)].filter((idea) => plain(idea) !== '' && !tried.includes(plain(idea)));
};

/** Confidence in three words and as the number the plan keeps, 0 to 10; under 7 is "not sure" (PLAN4). */
export const confidences = { notSure: 4, fairlySure: 7, sure: 9 } as const;
export type ConfidenceWord = keyof typeof confidences;

export const confidenceWord = ({ confidence }: Sentence): ConfidenceWord | undefined => {
  if (confidence === undefined) return undefined;
  if (confidence < confidences.fairlySure) return 'notSure';
  return confidence < confidences.sure ? 'fairlySure' : 'sure';
};
