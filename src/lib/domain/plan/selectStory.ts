import type { Day } from '../day';
import type { AdjustmentReading, PlanReading, StepHistory, VersionReading } from './reading';
import type { Id, Meeting, Person, Reflection } from './schema';
import { selectVersionNumber } from './selectCurrentVersion';
import { selectDecision, type Decision } from './selectDecision';
import { selectPerson } from './selectPerson';
import { selectTryRow, type TryRow } from './selectTries';
import { selectSentence } from './selectWords';
import type { PersonRef, SentenceParts } from './todayWindow';

/** What may stand in the story; on one day in this order, read from the newest. */
const sorts = ['left', 'meeting', 'version', 'decision', 'reflection', 'try'] as const;
type Sort = (typeof sorts)[number];

interface Told<S extends Sort> {
  readonly sort: S;
  readonly on: Day;
  readonly id: Id;
}
interface OfStep {
  readonly stepId: Id;
  /** The sentence of the version it is about. */
  readonly sentence: SentenceParts;
}

/** Something that happened to the plan. */
export type StoryItem =
  /** A version began; `change` is what led to it, absent for a first version. */
  | (Told<'version'> &
      OfStep & {
        readonly number: number;
        readonly ideaOf: PersonRef | undefined;
        readonly change: Decision | undefined;
      })
  /** A decision that made no version: a pause, part of our life, done … */
  | (Told<'decision'> & OfStep & { readonly decision: Decision })
  | (Told<'try'> & OfStep & { readonly row: TryRow })
  /** What was learned; `steps` are those whose tries it names, as far as they are here. */
  | (Told<'reflection'> & {
      readonly reflection: Reflection;
      readonly by: PersonRef | undefined;
      readonly steps: readonly OfStep[];
    })
  | (Told<'meeting'> & { readonly meeting: Meeting; readonly attendees: readonly PersonRef[] })
  /** Somebody went; what they did stays. */
  | (Told<'left'> & { readonly person: Person });

export interface StoryFilter {
  /** Nothing after this day. */
  readonly day: Day;
  readonly stepId?: Id | undefined;
  readonly needId?: Id | undefined;
  /** Where the page before ended. */
  readonly cursor?: string | undefined;
  /** How many items a page holds at most; 50 when it does not say. */
  readonly most?: number | undefined;
}

export interface StoryPage {
  /** Newest first. */
  readonly days: readonly { readonly on: Day; readonly items: readonly StoryItem[] }[];
  /** Give it back for what comes after; absent: that was all. Stays good when something new comes in. */
  readonly cursor: string | undefined;
}

const onePage = 50;

/**
 * The timeline of the plan, newest first, in pages. A step or a need narrows it to what is about that;
 * meetings and people leaving are about the whole plan.
 */
export const selectStory = (reading: PlanReading, filter: StoryFilter): StoryPage => {
  const { day, cursor, most = onePage } = filter;
  // Every key of the day itself sorts before this.
  const bound = [cursor, `${day}~`].filter((key) => key !== undefined).sort()[0] ?? '';
  const lists = listsOf(reading, filter);
  const found = mergeFrom(lists, bound, most + 1);
  const isMore = found.length > most;
  const page = found.slice(0, most);
  const days = new Map<Day, StoryItem[]>();
  for (const entry of page)
    days.set(entry.on, [...(days.get(entry.on) ?? []), entry.tell(reading)]);
  return {
    days: [...days].map(([on, items]) => ({ on, items })),
    cursor: isMore ? page.at(-1)?.key : undefined,
  };
};

/** The newest entries before a bound, out of lists that are each newest first; no list is walked further than needed. */
const mergeFrom = (lists: readonly (readonly Entry[])[], bound: string, most: number): Entry[] => {
  const heads = lists.map((list) => ({ list, at: firstBefore(list, bound) }));
  const found: Entry[] = [];
  while (found.length < most) {
    let newest: { list: readonly Entry[]; at: number } | undefined;
    for (const head of heads) {
      const key = head.list[head.at]?.key;
      if (key !== undefined && (!newest || key > (newest.list[newest.at]?.key ?? '')))
        newest = head;
    }
    const entry = newest?.list[newest.at];
    if (!newest || !entry) break;
    found.push(entry);
    newest.at += 1;
  }
  return found;
};

/** The place of the first entry whose key sorts before the bound, in a list that is newest first. */
const firstBefore = (list: readonly Entry[], bound: string): number => {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle]?.key ?? '') < bound) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** A place in the story; the item itself is made only for the page that shows it. */
interface Entry {
  readonly on: Day;
  /** Sorts as the story does; the last one is told first. */
  readonly key: string;
  readonly stepIds: readonly Id[];
  readonly tell: (reading: PlanReading) => StoryItem;
}

const entry = <S extends Sort>(
  told: Told<S>,
  stepIds: readonly Id[],
  tell: (reading: PlanReading) => StoryItem,
): Entry => ({
  on: told.on,
  key: `${told.on} ${sorts.length - sorts.indexOf(told.sort)} ${told.id}`,
  stepIds,
  tell,
});

const newestFirst = (a: Entry, b: Entry): number => (a.key < b.key ? 1 : a.key > b.key ? -1 : 0);

/** The entries a filter asks for, in lists that are each newest first. */
const listsOf = (reading: PlanReading, { stepId, needId }: StoryFilter): (readonly Entry[])[] => {
  const isAbout = (id: Id): boolean =>
    (stepId === undefined || id === stepId) &&
    (needId === undefined || reading.steps.get(id)?.step.needId === needId);
  const reflections = [...reading.reflections.values()].map((one) => reflectionEntry(reading, one));
  const ofSteps = [...reading.steps.values()]
    .filter(({ step }) => isAbout(step.id))
    .map(entriesOfStep);
  if (stepId !== undefined || needId !== undefined)
    return [
      ...ofSteps,
      reflections.filter(({ stepIds }) => stepIds.some(isAbout)).sort(newestFirst),
    ];
  const ofPlan = [
    ...reflections,
    ...[...reading.meetings.values()].map(meetingEntry),
    ...[...reading.people.values()].flatMap(leavingEntry),
  ];
  return [...ofSteps, ofPlan.sort(newestFirst)];
};

const ofHistory = new WeakMap<StepHistory, readonly Entry[]>();

/** A step's own entries, worked out once a history. */
const entriesOfStep = (history: StepHistory): readonly Entry[] => {
  const known = ofHistory.get(history);
  if (known) return known;
  const versions = history.versions.filter(({ counts }) => counts);
  const made = new Set(versions.map(({ adjustmentId }) => adjustmentId));
  const entries = [
    ...versions.map((version) => versionEntry(history, version)),
    ...history.decisions
      .filter(({ id }) => !made.has(id))
      .map((decision) => decisionEntry(history, decision)),
    ...history.tries.map((attempt) => {
      const told: Told<'try'> = { sort: 'try', on: attempt.on, id: attempt.id };
      return entry(told, [history.step.id], (reading) => ({
        ...told,
        ...ofStep(history, attempt.versionId),
        row: selectTryRow(reading, attempt),
      }));
    }),
  ].sort(newestFirst);
  ofHistory.set(history, entries);
  return entries;
};

const ofStep = (history: StepHistory, versionId: Id): OfStep => {
  const version = history.versions.find(({ id }) => id === versionId) ?? history.versions.at(-1);
  return {
    stepId: history.step.id,
    sentence: version ? selectSentence(version) : { action: '' },
  };
};

const versionEntry = (history: StepHistory, version: VersionReading): Entry => {
  const told: Told<'version'> = { sort: 'version', on: version.from, id: version.id };
  return entry(told, [history.step.id], (reading) => {
    const change = history.decisions.find(({ id }) => id === version.adjustmentId);
    const { proposedBy } = version;
    return {
      ...told,
      ...ofStep(history, version.id),
      number: selectVersionNumber(history, version.id) ?? 1,
      ideaOf: proposedBy === undefined ? undefined : selectPerson(reading, proposedBy),
      change: change && selectDecision(reading, history, change),
    };
  });
};

const decisionEntry = (history: StepHistory, decision: AdjustmentReading): Entry => {
  const told: Told<'decision'> = { sort: 'decision', on: decision.on, id: decision.id };
  return entry(told, [history.step.id], (reading) => ({
    ...told,
    ...ofStep(history, decision.fromVersion),
    decision: selectDecision(reading, history, decision),
  }));
};

const reflectionEntry = (reading: PlanReading, reflection: Reflection): Entry => {
  const told: Told<'reflection'> = { sort: 'reflection', on: reflection.on, id: reflection.id };
  const about = reflection.tryIds.map((id) => reading.historyOfTry(id));
  const histories = [...new Set(about)].filter((history) => history !== undefined);
  return entry(
    told,
    histories.map(({ step }) => step.id),
    (now) => ({
      ...told,
      reflection,
      by: reflection.by === undefined ? undefined : selectPerson(now, reflection.by),
      steps: histories.map((history) => {
        const last = history.tries.findLast(({ id }) => reflection.tryIds.includes(id));
        return ofStep(history, last?.versionId ?? '');
      }),
    }),
  );
};

const meetingEntry = (meeting: Meeting): Entry => {
  const told: Told<'meeting'> = { sort: 'meeting', on: meeting.on, id: meeting.id };
  return entry(told, [], (reading) => ({
    ...told,
    meeting,
    attendees: meeting.attendees.map(({ personId, supportType }) => ({
      ...selectPerson(reading, personId),
      supportType,
    })),
  }));
};

const leavingEntry = (person: Person): Entry[] => {
  if (person.leftOn === undefined) return [];
  const told: Told<'left'> = { sort: 'left', on: person.leftOn, id: person.id };
  return [entry(told, [], () => ({ ...told, person }))];
};
