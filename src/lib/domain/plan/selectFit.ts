import type { Day } from '../day';
import { isOneOf, helpedAnswers, type Helped, type Outcome } from './codes';
import type { StepHistory } from './reading';
import type { Id, Try } from './schema';
import { selectCurrentVersion } from './selectCurrentVersion';
import { selectOncePerDay } from './selectOncePerDay';
import { selectOutcome, selectTellingTries } from './selectRun';

/** The five answers to "does this step fit our life?" (FIT). */
export const fitWords = [
  'fits',
  'helpsWhenItHappens',
  'doableNotHelping',
  'rethink',
  'stillLearning',
] as const;
export type FitWord = (typeof fitWords)[number];

/** How a version fits, from so many tries ("from 5 tries"). Shares are 0 to 1. */
export type Fit =
  | { readonly word: 'stillLearning'; readonly tries: number }
  | {
      readonly word: Exclude<FitWord, 'stillLearning'>;
      readonly tries: number;
      /** How much of it happened. */
      readonly do: number;
      /** How much it helped where it happened; `null` where nothing happened. */
      readonly help: number | null;
    };

type Telling = Exclude<Outcome, 'notTheWeek'>;

/** What an outcome says by itself: how much happened and how much that helped; `null` = unknown. */
const byOutcome: Readonly<Record<Telling, { happened: number; helped: number | null }>> = {
  worked: { happened: 1, helped: 1 },
  partly: { happened: 0.5, helped: 0.5 },
  ownWay: { happened: 0.5, helped: null },
  noHelp: { happened: 1, helped: 0 },
  didNotHappen: { happened: 0, helped: null },
};
const byAnswer: Readonly<Record<Helped, number | null>> = {
  yes: 1,
  some: 0.5,
  no: 0,
  notYet: null,
};

const newestTries = 5;
const fewestTries = 3;
const enough = 0.6;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / numbers.length;

const helpedBy = (attempt: Try, byDefault: number | null): number | null => {
  if (attempt.helped === undefined) return byDefault;
  return isOneOf(helpedAnswers, attempt.helped) ? byAnswer[attempt.helped] : null;
};

/** How one version of a step fits on a day (FIT): its five newest tries, `notTheWeek` left out. */
export const selectFitOfVersion = (history: StepHistory, versionId: Id, day: Day): Fit => {
  const newest = selectTellingTries(history, versionId, day).slice(-newestTries);
  const tries = newest.length;
  if (tries < fewestTries) return { word: 'stillLearning', tries };
  const seen = newest.map((attempt) => ({
    attempt,
    ...byOutcome[selectOutcome(attempt) as Telling],
  }));
  const doing = mean(seen.map(({ happened }) => happened));
  const happened = seen.filter((one) => one.happened > 0);
  if (happened.length === 0) return { word: 'rethink', tries, do: doing, help: null };
  const known = happened
    .map(({ attempt, helped }) => helpedBy(attempt, helped))
    .filter((helped) => helped !== null);
  if (known.length === 0) return { word: 'stillLearning', tries };
  const help = mean(known);
  return { word: wordFor(doing >= enough, help >= enough), tries, do: doing, help };
};

const wordFor = (does: boolean, helps: boolean): Exclude<FitWord, 'stillLearning'> => {
  if (does) return helps ? 'fits' : 'doableNotHelping';
  return helps ? 'helpsWhenItHappens' : 'rethink';
};

/** How a step's current version fits on a day, trying or not (FIT). Absent: no version has begun. */
export const selectFit = selectOncePerDay((history: StepHistory, day: Day): Fit | undefined => {
  const version = selectCurrentVersion(history, day);
  return version && selectFitOfVersion(history, version.id, day);
});
