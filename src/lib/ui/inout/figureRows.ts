import type { Day } from '../../domain/day';
import { byRank } from '../../domain/plan/selectInOrder';
import type { PlanReading } from '../../domain/plan/reading';
import { selectCurrentVersion } from '../../domain/plan/selectCurrentVersion';
import { selectFigures } from '../../domain/plan/selectFigures';
import { codeWord } from '../../i18n/codeWord';
import { sayDay, sayNumber, sayPercent } from '../../i18n/format';
import { language } from '../../i18n/language.svelte';
import { m } from '../../i18n/m.svelte';
import { sentenceText } from '../kit/sentenceText';

/** One figure: what it is of, in words, and the number beside them; no number stands alone. */
export interface FigureRow {
  readonly id: string;
  readonly what: string;
  readonly words: string;
  readonly number: string;
}

/** The figures of a day as people read them: of the plan first, then step by step in the family's order. */
export const figureRows = (
  reading: PlanReading,
  day: Day,
): { readonly plan: readonly FigureRow[]; readonly steps: readonly FigureRow[] } => {
  const { inout } = m;
  const { gap, mend, fit, steps } = selectFigures(reading, day);
  const plan: FigureRow[] = [
    {
      id: 'gap',
      what: inout.gap,
      words: m.plan.toLook(gap.off),
      number:
        gap.share === null
          ? inout.noNumber
          : inout.outOf(sayNumber(gap.off), sayNumber(gap.trying)),
    },
    {
      id: 'mend',
      what: inout.mend,
      words: inout.mendTimes(mend.times),
      number: mend.medianDays === null ? inout.noNumber : inout.mendDays(mend.medianDays),
    },
    {
      id: 'open',
      what: inout.openTitle,
      words: inout.openWords(mend.open),
      number: sayNumber(mend.open),
    },
  ];
  const rows = [...reading.steps.values()]
    .sort((a, b) => byRank(a.step, b.step))
    .flatMap((history): FigureRow[] => {
      const version = selectCurrentVersion(history, day);
      const figure = version && fit[version.id];
      if (!version || !figure) return [];
      const standing = steps[history.step.id];
      const words = [
        codeWord(m.codes.fit, figure.word),
        standing && codeWord(inout.standing, standing.state),
        standing?.since && inout.since(sayDay(standing.since, day)),
      ].filter((word) => word);
      return [
        {
          id: history.step.id,
          what: sentenceText(version, language.now),
          words: words.join(' · '),
          number:
            figure.do === undefined
              ? inout.noNumber
              : [
                  inout.happens(sayPercent(figure.do)),
                  ...(figure.help === null || figure.help === undefined
                    ? []
                    : [inout.helps(sayPercent(figure.help))]),
                ].join(' · '),
        },
      ];
    });
  return { plan, steps: rows };
};
