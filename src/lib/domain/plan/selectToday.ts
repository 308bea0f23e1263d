import { daysBetween, type Day } from '../day';
import type { PlanReading, StepHistory, VersionReading } from './reading';
import { selectIsPromise, selectNotYetYes } from './selectAgreement';
import { selectCurrentVersion, selectVersionNumber } from './selectCurrentVersion';
import { selectFit } from './selectFit';
import { selectLookTogether } from './selectLookTogether';
import { selectOncePerStep } from './selectOncePerStep';
import { selectPerson } from './selectPerson';
import { selectProposals } from './selectProposals';
import { defaultExpectEveryDays, selectLastWord } from './selectStanding';
import { isTrying, selectStatus } from './selectStatus';
import { selectWords } from './selectWords';
import type { TodayCard, TodayWindow, Waiting } from './todayWindow';
import { wasHousehold } from './wasHousehold';

export { TodayWindow } from './todayWindow';

/**
 * What Today shows (design.md): the steps being tried and helpers' promises (PLAN9), most in need of a word first,
 * and the steps to look at together. About steps only, never a count by person (PLAN16).
 */
export const selectToday = (reading: PlanReading, day: Day): TodayWindow => {
  const histories = [...reading.steps.values()];
  const asked = histories
    .map((history) => ask(reading, history, day))
    .filter((one) => one !== undefined)
    .sort(mostInNeedFirst);
  const cards = asked.map(({ card }) => card);
  return {
    day,
    cards,
    band: cards
      .flatMap(({ stepId, lookTogether }) => (lookTogether ? [{ stepId, ...lookTogether }] : []))
      .sort((a, b) => order(a.since, b.since) || order(a.stepId, b.stepId)),
    waiting: histories
      .map((history) => selectWaiting(reading, history, day))
      .filter((one) => one !== undefined)
      .sort((a, b) => order(a.stepId, b.stepId)),
  };
};

/**
 * Works out one step of Today after the other, so that whoever has to pause in between on a slow phone can; what was
 * worked out is kept, and `selectToday` after it has little left to do.
 */
export function* workOutToday(reading: PlanReading, day: Day): Generator<void> {
  for (const history of reading.steps.values()) {
    ask(reading, history, day);
    selectWaiting(reading, history, day);
    yield;
  }
}

/** A card and what decides its place. */
interface Asked {
  readonly card: TodayCard;
  readonly turn: number;
  /** The day a promise or a first look was meant for; '' for the rest. */
  readonly due: Day;
  /** Days since a word, in lengths of what the step expects. */
  readonly quiet: number;
  readonly rank: number;
}

/**
 * In order: promises and once-only steps that wait for their word, by day; first looks that have come, by day;
 * drifting steps; the rest, longest since a word first (relative to `expectEveryDays`);
 * last what was spoken of today. Then by rank, then by id, so that the order is total.
 */
const turns = { promise: 0, firstLook: 1, drifting: 2, rest: 3, said: 4 } as const;

const mostInNeedFirst = (a: Asked, b: Asked): number =>
  a.turn - b.turn ||
  order(a.due, b.due) ||
  b.quiet - a.quiet ||
  order(a.rank, b.rank) ||
  order(a.card.stepId, b.card.stepId);

const order = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

const ask = selectOncePerStep((reading, history, day): Asked | undefined => {
  const version = isTrying(history, day) ? selectCurrentVersion(history, day) : undefined;
  if (!version) return undefined;
  const { step } = history;
  const isPromise = selectIsPromise(reading, version);
  const lookTogether = selectLookTogether(history, day);
  const fit = selectFit(history, day);
  const loggedToday = history.tries.some(({ on, until }) => on <= day && day <= (until ?? on));
  const card: TodayCard = {
    ...selectWords(reading, version),
    stepId: step.id,
    needId: step.needId,
    needText: reading.needs.get(step.needId)?.text ?? '',
    versionNumber: selectVersionNumber(history, version.id) ?? 1,
    ...(version.proposedBy !== undefined && {
      ideaOf: selectPerson(reading, version.proposedBy),
    }),
    fit: { word: fit?.word ?? 'stillLearning', tries: fit?.tries ?? 0 },
    isPromise,
    loggedToday,
    notYetYes: selectNotYetYes(reading, history, version, day).map((id) =>
      selectPerson(reading, id),
    ),
    proposals: selectProposals(reading, history, day),
    ...(lookTogether && { lookTogether }),
  };

  const lastTry = history.tries.findLast((one) => one.versionId === version.id && one.on <= day);
  const lastWord = selectLastWord(history, version, day);
  const expect = version.expectEveryDays ?? defaultExpectEveryDays;
  const quiet = daysBetween(lastWord, day) / expect;
  const { firstLookOn } = version;
  const lookHasCome =
    firstLookOn !== undefined &&
    firstLookOn <= day &&
    (lastTry === undefined || lastTry.on < firstLookOn);
  const waits = (isPromise || version.once === true) && (lastTry === undefined || quiet >= 1);

  const turn = loggedToday
    ? turns.said
    : waits
      ? turns.promise
      : lookHasCome
        ? turns.firstLook
        : lookTogether && lookTogether.kind !== 'silent'
          ? turns.drifting
          : turns.rest;
  const due =
    turn === turns.promise || turn === turns.firstLook ? (firstLookOn ?? version.from) : '';
  return { card, turn, due, quiet, rank: step.rank ?? Infinity };
});

const selectWaiting = selectOncePerStep((reading, history, day): Waiting | undefined => {
  const status = selectStatus(history, day);
  if (status === 'trying') return undefined;
  const proposals = selectProposals(reading, history, day);
  const idea = status === 'idea' ? waitingIdea(reading, history, day) : undefined;
  if (proposals.length === 0 && !idea) return undefined;
  const version = selectCurrentVersion(history, day) ?? idea;
  return {
    stepId: history.step.id,
    ...(version && { version: selectWords(reading, version) }),
    ...(version?.proposedBy !== undefined && { ideaOf: selectPerson(reading, version.proposedBy) }),
    proposals,
  };
});

/** A first sentence from somebody outside that no household person has answered; the household's own ideas stand in the plan. */
const waitingIdea = (
  { people }: PlanReading,
  { versions, agreements }: StepHistory,
  day: Day,
): VersionReading | undefined => {
  return versions.find(
    ({ id, adjustmentId, proposedBy, from }) =>
      adjustmentId === undefined &&
      from <= day &&
      proposedBy !== undefined &&
      people.get(proposedBy)?.household !== true &&
      !agreements.some((one) => one.versionId === id && wasHousehold(one, one.by, people)),
  );
};
