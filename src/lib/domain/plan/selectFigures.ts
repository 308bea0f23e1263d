import type { Day } from '../day';
import type { Id } from './schema';
import type { PlanReading } from './reading';
import { selectCurrentVersion } from './selectCurrentVersion';
import { selectFit, type Fit, type FitWord } from './selectFit';
import { selectGap, type Gap } from './selectGap';
import { selectMend, type Mend } from './selectMend';
import { selectStanding, type Standing } from './selectStanding';

/**
 * The figures of a plan on a day, in the shape of the figures export (`tests/fixtures/expected.json`, one day).
 * Shares are rounded to three places after the last operation; `null`: there was nothing to divide by.
 */
export interface Figures {
  /** By the current version of each step, trying or not. */
  readonly fit: Readonly<
    Record<Id, { readonly word: FitWord; readonly do?: number; readonly help?: number | null }>
  >;
  /** By step being tried. */
  readonly steps: Readonly<Record<Id, { readonly state: Standing['state']; readonly since?: Day }>>;
  readonly gap: Gap;
  readonly mend: Mend;
}

/** The figures of a plan on a day: FIT, GAP and MEND. */
export const selectFigures = (reading: PlanReading, day: Day): Figures => {
  const histories = [...reading.steps.values()].sort((a, b) => (a.step.id < b.step.id ? -1 : 1));
  const gap = selectGap(reading, day);
  return {
    fit: Object.fromEntries(
      histories.flatMap((history) => {
        const version = selectCurrentVersion(history, day);
        const fit = selectFit(history, day);
        return version && fit ? [[version.id, rounded(fit)]] : [];
      }),
    ),
    steps: Object.fromEntries(
      histories.flatMap((history) => {
        const standing = selectStanding(history, day);
        return standing ? [[history.step.id, plain(standing)]] : [];
      }),
    ),
    gap: { ...gap, share: gap.share === null ? null : round(gap.share) },
    mend: selectMend(reading, day),
  };
};

const round = (share: number): number => Math.round(share * 1000) / 1000;

const rounded = (fit: Fit): Figures['fit'][Id] =>
  fit.word === 'stillLearning'
    ? { word: fit.word }
    : { word: fit.word, do: round(fit.do), help: fit.help === null ? null : round(fit.help) };

const plain = (standing: Standing): Figures['steps'][Id] =>
  standing.state === 'lived'
    ? { state: standing.state }
    : { state: standing.state, since: standing.since };
