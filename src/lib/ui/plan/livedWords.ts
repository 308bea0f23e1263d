import type { Day } from '../../domain/day';
import type { PlanStep } from '../../domain/plan/selectPlan';
import { codeWord } from '../../i18n/codeWord';
import { sayDay, sayDayShort, sayList } from '../../i18n/format';
import { m } from '../../i18n/m.svelte';

/** How a step is lived, in words: what is worth a look first, then how it fits, then what was told. */
export interface LivedWords {
  /** Worth looking at together (GAP); absent: nothing is. */
  readonly look: string | undefined;
  /** Where it stands, when it is not being tried. */
  readonly standing: string | undefined;
  /** How it fits, and from how many tries (FIT). */
  readonly fit: string | undefined;
  /** What was told of it so far: "worked 4 times and went our own way once". */
  readonly told: string | undefined;
}

/** A step as lived, on a day (GAP, FIT). Words first; never about one person (PLAN16). */
export const livedWords = ({ status, begins, lived }: PlanStep, day: Day): LivedWords => {
  const { counts, fit, lookTogether } = lived;
  const times = counts.map(({ outcome, times: n }) => m.step.times[outcome](n));
  return {
    look: lookTogether && lookWords(lookTogether, day),
    standing:
      status === undefined
        ? begins && m.plan.begins(sayDayShort(begins, day))
        : status === 'trying'
          ? undefined
          : codeWord(m.codes.stepStatus, status),
    fit:
      fit === undefined || (status !== 'trying' && fit.word === 'stillLearning')
        ? undefined
        : `${codeWord(m.codes.fit, fit.word)}, ${fit.tries === 0 ? m.plan.noTries : m.plan.fromTries(fit.tries)}`,
    told: times.length > 0 ? m.step.it(sayList(times)) : undefined,
  };
};

const lookWords = (
  { kind, since }: NonNullable<PlanStep['lived']['lookTogether']>,
  day: Day,
): string => {
  if (kind === 'ownWay') return m.plan.ownWay;
  return kind === 'silent' ? m.plan.silent(sayDay(since, day)) : m.plan.stopped(sayDay(since, day));
};
