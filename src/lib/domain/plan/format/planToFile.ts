import type { Day } from '../../day';
import type { AdjustmentReading, PlanReading, StepHistory, VersionReading } from '../reading';
import { referenceFields } from '../references';
import type { Adjustment, Id, PlanFile, StepVersion, Try } from '../schema';
import { tables, type TableName } from '../tables';
import { selectStatus } from '../selectStatus';
import { fileKeys, fileLists, fileSingles, mustBeThere, type FileList } from './fileTables';

/** For whom a file is made. */
export interface ToFile {
  /** Who is talking: onlyMe tries of anybody else stay out. Absent: all of them do. */
  readonly talker: Id | undefined;
}

/**
 * The whole plan as a file in the open facts format. It leaves out private notes, fit checks, what was taken back,
 * and onlyMe tries of others than the talker; what was reflected on an onlyMe try stays out with it. Nothing else.
 * Answers are folded into `state`, `agreedBy`, `on`, `number` and `status`. Always in the same order, and it always fits:
 * a reference to something that is not in it is left away, or given a bare record where the format asks for one.
 */
export const planToFile = (reading: PlanReading, { talker }: ToFile): PlanFile => {
  const histories = [...reading.steps.values()];
  const all = histories.flatMap((history) => [...history.tries, ...history.superseded]);
  const isOthers = (attempt: Try): boolean =>
    attempt.visibility === 'onlyMe' && (talker === undefined || attempt.by !== talker);
  const inFile = new Set(all.filter((attempt) => !isOthers(attempt)).map(({ id }) => id));
  const isKept = (tryId: Id): boolean => inFile.has(tryId) || !reading.isOnlyMe(tryId);

  const lists: Record<FileList, object[]> = {
    people: sorted(reading.people.values()),
    ties: sorted(reading.ties.values()),
    strengths: sorted(reading.strengths.values()),
    needs: sorted(reading.needs.values(), byRank),
    outcomes: sorted(reading.outcomes.values()),
    strategies: sorted(reading.strategies.values()),
    steps: sorted(histories.map(stepOf), byRank),
    stepVersions: sorted(histories, byStepRank).flatMap((history) =>
      history.versions.map((version) => versionOf(history, version)),
    ),
    tries: sorted(
      all.filter((attempt) => inFile.has(attempt.id)),
      byDay,
    ),
    reflections: sorted(
      [...reading.reflections.values()].filter(({ tryIds }) => tryIds.every(isKept)),
      byDay,
    ),
    adjustments: sorted(
      histories.flatMap((history) => history.adjustments.map((one) => adjustmentOf(history, one))),
      byDay,
    ),
    meetings: sorted(reading.meetings.values(), byDay),
    keepsakeEntries: sorted(reading.keepsakeEntries.values()),
  };
  const singles: Record<string, object | undefined> = {
    plan: Object.keys(reading.plan).length > 0 ? reading.plan : undefined,
    safetyPlan: reading.safetyPlan,
  };
  fit(lists, singles);

  const { about } = reading;
  const given = new Set(about.given);
  const file: Record<string, unknown> = {
    ...about.kept,
    format: 'lived-plan',
    version: 1,
    kind: 'familyPlan',
    id: about.fileId ?? 'plan',
    timeZone: about.timeZone,
  };
  for (const table of fileSingles) {
    const record = singles[table] ?? (given.has(table) ? {} : undefined);
    if (record) file[table] = inOrder(table, record);
  }
  for (const list of fileLists)
    if (lists[list].length > 0 || mustBeThere(list) || given.has(list))
      file[list] = lists[list].map((record) => inOrder(list, record));
  return ordered(file, fileKeys) as PlanFile;
};

type Order = (a: object, b: object) => number;
const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);
const idOf = (record: object): Id => (record as { id: Id }).id;
const byId: Order = (a, b) => compare(idOf(a), idOf(b));
const dayOf = (record: object): Day => (record as { on: Day }).on;
const byDay: Order = (a, b) => compare(dayOf(a), dayOf(b)) || byId(a, b);
const rankOf = (record: object): number => (record as { rank?: number }).rank ?? Infinity;
const byRank: Order = (a, b) => compare(rankOf(a), rankOf(b)) || byId(a, b);
const byStepRank = (a: StepHistory, b: StepHistory): number => byRank(a.step, b.step);

const sorted = <T extends object>(
  records: Iterable<T>,
  order: (a: T, b: T) => number = byId,
): T[] => [...records].sort(order);

/** A record with the fields of the format in its order, then the unknown ones by name. */
const inOrder = (table: TableName, record: object): object =>
  ordered(record, Object.keys(tables[table].schema.shape));

const ordered = (record: object, known: readonly string[]): object => {
  const fields = record as Readonly<Record<string, unknown>>;
  const unknown = Object.keys(fields).filter((key) => !known.includes(key));
  return Object.fromEntries(
    [...known, ...unknown.sort()]
      .filter((key) => Object.hasOwn(fields, key) && fields[key] !== undefined)
      .map((key) => [key, fields[key]]),
  );
};

/** A step with where it stands after all decisions. */
const stepOf = (history: StepHistory): object => ({
  ...history.step,
  status: statusOf(history),
});

const lastDay = '9999-12-31';

/**
 * One that was an idea while it had a version already, up to its first decision, goes on saying so:
 * whoever reads the file knows by that decision that it is none any more, and since when.
 */
const statusOf = (history: StepHistory): string => {
  const { idea, versions, decisions } = history;
  if (idea) {
    const { until } = idea;
    const hadVersion = versions.some(
      (one) => one.counts && until !== undefined && one.from < until,
    );
    if (until === undefined || (hadVersion && decisions[0]?.on === until)) return 'idea';
  }
  const status = selectStatus(history, lastDay);
  // A step without a sentence looks like an idea; in a file only one that was written as such says so.
  return status === undefined || status === 'idea' ? 'trying' : status;
};

const versionOf = (history: StepHistory, version: VersionReading): StepVersion => {
  const written = history.written.versions.find((one) => one.id === version.id) ?? version;
  return {
    ...written,
    number: version.number,
    from: version.from,
    ...agreedBy(written, version),
  };
};

const adjustmentOf = (history: StepHistory, adjustment: AdjustmentReading): Adjustment => {
  const written = history.written.adjustments.find((one) => one.id === adjustment.id) ?? adjustment;
  return {
    ...written,
    state: adjustment.state,
    on: adjustment.on,
    ...agreedBy(written, adjustment),
  };
};

/** Who agreed, by the plan and by the answers; as it was written where no answer adds to it. */
const agreedBy = (
  written: { readonly agreedBy?: Id[] },
  derived: { readonly agreedBy: Id[] },
): { agreedBy?: Id[] } =>
  new Set(written.agreedBy).size === derived.agreedBy.length ? {} : { agreedBy: derived.agreedBy };

/** Makes every reference lead somewhere: needed ones get a bare record, others are left away. */
const fit = (
  lists: Record<FileList, object[]>,
  singles: Record<string, object | undefined>,
): void => {
  const ids = new Map<TableName, Set<Id>>(
    fileLists.map((list) => [list, new Set(lists[list].map(idOf))]),
  );
  const isThere = (to: TableName, id: Id): boolean => {
    if (ids.get(to)?.has(id)) return true;
    if (to !== 'people' && to !== 'needs') return false;
    ids.get(to)?.add(id);
    lists[to].push(to === 'people' ? { id, name: '', supportType: 'other' } : { id, text: '' });
    return true;
  };
  for (const table of [...fileSingles, ...fileLists]) {
    const fitted = (record: object): object | undefined =>
      (referenceFields[table] ?? []).reduce<object | undefined>(
        (sum, field) => sum && withoutNowhere(sum, field.path, (id) => isThere(field.to, id)),
        record,
      );
    if (table === 'plan' || table === 'safetyPlan')
      singles[table] = singles[table] && fitted(singles[table]);
    else lists[table] = lists[table].map(fitted).filter((record) => record !== undefined);
  }
};

/** The fields that a record cannot be without. */
const neededFields = new Set(['stepId', 'versionId', 'fromVersion', 'whose', 'needId', 'personId']);

/** A record without references that lead nowhere; absent when it cannot be without one. The same object when all lead somewhere. */
const withoutNowhere = (
  record: object,
  [key = '', ...rest]: readonly string[],
  isThere: (id: Id) => boolean,
): object | undefined => {
  const fields = record as Readonly<Record<string, unknown>>;
  const value = fields[key];
  if (value === undefined) return record;
  if (rest.length === 0) {
    if (typeof value !== 'string' || isThere(value)) return record;
    return neededFields.has(key) ? undefined : without(record, key);
  }
  if (!Array.isArray(value)) return record;
  const items = value as readonly unknown[];
  const kept = items.flatMap((item): unknown[] => {
    if (typeof item === 'string') return isThere(item) ? [item] : [];
    const inner = withoutNowhere(item as object, rest.slice(1), isThere);
    return inner ? [inner] : [];
  });
  const isSame = kept.length === items.length && kept.every((item, i) => item === items[i]);
  return isSame ? record : { ...fields, [key]: kept };
};

const without = (record: object, key: string): object =>
  Object.fromEntries(Object.entries(record).filter(([field]) => field !== key));
