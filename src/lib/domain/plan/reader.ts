import type { JsonObject } from '../json';
import { parseRecord } from './parseRecord';
import type { NeedsALook, PlanReading, StepHistory } from './reading';
import type { Id } from './schema';
import { stepHistory, type ToldFacts } from './stepHistory';
import { tableNames, type RecordOf, type TableName } from './tables';
import { TriesAsTheyCame } from './triesAsTheyCame';
import type { PlanTables } from './evolve';

/** Tries are most of a plan: each is read when somebody looks at it, and stands as it came until then. */
type ReadAtOnce = Exclude<TableName, 'tries'>;
type Records = { [T in ReadAtOnce]: Map<Id, RecordOf<T>> };

/**
 * Reads a plan record by record and keeps the reading: one new try touches one step's history,
 * everything else stays the same object. Total: whatever comes in, a reading comes out (DOC3).
 * The order in which records come does not matter (DOC2).
 */
export class PlanReader {
  readonly #records = Object.fromEntries(
    tableNames.map((table) => [table, new Map()]),
  ) as unknown as Records;
  readonly #tries = new TriesAsTheyCame();
  readonly #look = new Map<string, NeedsALook>();
  /** Ids of facts, by what they belong to: versions and adjustments by step, tries by version, and so on. */
  readonly #belongs = new Map<string, Set<Id>>();
  readonly #histories = new Map<Id, StepHistory>();
  readonly #stale = new Set<Id>();
  readonly #changed = new Set<TableName>(tableNames);
  #reading: PlanReading | undefined;

  /** Takes in one record as it stands now; `undefined` when it is gone. */
  put(table: TableName, id: Id, raw: JsonObject | undefined): void {
    const wasHousehold = this.#isHousehold(table, id);
    // Of thousands that come in at once, most are new: they bore on nothing before.
    if (this.#has(table, id)) {
      this.#touch(table, id);
      for (const key of this.#ownersOf(table, id)) this.#belongs.get(key)?.delete(id);
    }
    // A version that comes in tells of tries where they belong.
    if (table === 'stepVersions' && typeof raw?.stepId === 'string') this.#touchStep(raw.stepId);
    if (table === 'tries') this.#tries.put(id, raw);
    else this.#putRead(table, id, raw);
    this.#touch(table, id);
    for (const key of this.#ownersOf(table, id)) {
      const ids = this.#belongs.get(key);
      if (ids) ids.add(id);
      else this.#belongs.set(key, new Set([id]));
    }
    // Of a person, histories depend on nothing else (PLAN5).
    if (wasHousehold !== this.#isHousehold(table, id))
      for (const stepId of this.#records.steps.keys()) this.#stale.add(stepId);
    this.#reading = undefined;
  }

  #putRead(table: ReadAtOnce, id: Id, raw: JsonObject | undefined): void {
    const records = this.#records[table] as Map<Id, unknown>;
    const parsed = raw && parseRecord(table, raw);
    if (parsed && parsed.needsALook.length > 0)
      this.#look.set(`${table} ${id}`, { table, id, fields: parsed.needsALook });
    else if (this.#look.size > 0) this.#look.delete(`${table} ${id}`);
    if (parsed?.record) records.set(id, parsed.record);
    else records.delete(id);
    this.#changed.add(table);
  }

  /** The reading of all that was put so far. The same object until something is put. */
  get reading(): PlanReading {
    return (this.#reading ??= this.#read());
  }

  #has(table: TableName, id: Id): boolean {
    return table === 'tries' ? this.#tries.has(id) : this.#records[table].has(id);
  }

  #isHousehold(table: TableName, id: Id): boolean {
    return table === 'people' && this.#records.people.get(id)?.household === true;
  }

  /** Under which keys a record is found from what it belongs to. */
  #ownersOf(table: TableName, id: Id): string[] {
    const { stepVersions, adjustments, takeBacks, reflections, agreements } = this.#records;
    const owned = (...owners: (Id | undefined)[]): string[] =>
      owners.filter((owner) => owner !== undefined).map((owner) => `${table} ${owner}`);
    if (table === 'stepVersions') return owned(stepVersions.get(id)?.stepId);
    if (table === 'adjustments') return owned(adjustments.get(id)?.stepId);
    if (table === 'tries') {
      const { versionId, supersedes } = this.#tries.about(id);
      const corrects = supersedes === undefined ? [] : [`corrections ${supersedes}`];
      return [...owned(versionId), ...corrects];
    }
    if (table === 'takeBacks') return owned(takeBacks.get(id)?.tryId);
    if (table === 'reflections') return owned(...(reflections.get(id)?.tryIds ?? []));
    if (table !== 'agreements') return [];
    const { adjustmentId, versionId } = agreements.get(id) ?? {};
    return owned(adjustmentId, versionId);
  }

  /** Marks the steps that a record bears on, before and after it changes. */
  #touch(table: TableName, id: Id): void {
    const { stepVersions, adjustments, agreements, takeBacks, reflections } = this.#records;
    const touch = (stepId: Id | undefined): void => {
      if (stepId !== undefined) this.#touchStep(stepId);
    };
    // A try bears on the step of the one it corrects, too.
    const touchTry = (tryId: Id = ''): void => {
      touch(this.#stepOfTry(tryId));
      touch(this.#stepOfTry(this.#tries.about(tryId).supersedes));
    };
    if (table === 'steps') touch(id);
    else if (table === 'stepVersions') touch(stepVersions.get(id)?.stepId);
    else if (table === 'adjustments') touch(adjustments.get(id)?.stepId);
    else if (table === 'tries') touchTry(id);
    else if (table === 'takeBacks') touchTry(takeBacks.get(id)?.tryId);
    else if (table === 'reflections')
      for (const tryId of reflections.get(id)?.tryIds ?? []) touch(this.#stepOfTry(tryId));
    else if (table === 'agreements') {
      const { adjustmentId = '', versionId = '' } = agreements.get(id) ?? {};
      touch(adjustments.get(adjustmentId)?.stepId);
      touch(stepVersions.get(versionId)?.stepId);
    }
  }

  #touchStep(stepId: Id): void {
    // Whoever holds the history as it was goes on seeing it so: what nobody looked at is read now.
    void this.#histories.get(stepId)?.tries;
    this.#stale.add(stepId);
  }

  #stepOfTry(tryId: Id | undefined): Id | undefined {
    const { versionId } = this.#tries.about(tryId ?? '');
    return this.#records.stepVersions.get(versionId ?? '')?.stepId;
  }

  #idsOf(table: TableName, owners: readonly Id[]): Set<Id> {
    return new Set(owners.flatMap((owner) => [...(this.#belongs.get(`${table} ${owner}`) ?? [])]));
  }

  #owned<T extends ReadAtOnce>(table: T, owners: readonly Id[]): RecordOf<T>[] {
    const records = this.#records[table] as Map<Id, RecordOf<T>>;
    return [...this.#idsOf(table, owners)]
      .map((id) => records.get(id))
      .filter((record) => record !== undefined);
  }

  /** Whether a try that stands, of another step, corrects this one (PLAN6). */
  #isCorrectedElsewhere(stepId: Id, tryId: Id): boolean {
    for (const other of this.#belongs.get(`corrections ${tryId}`) ?? [])
      if (
        this.#stepOfTry(other) !== stepId &&
        this.#tries.read(other) &&
        !this.#owned('takeBacks', [other]).some(({ what }) => what === 'try')
      )
        return true;
    return false;
  }

  #history(stepId: Id): StepHistory | undefined {
    const step = this.#records.steps.get(stepId);
    if (!step) return undefined;
    const versions = this.#owned('stepVersions', [stepId]);
    const versionIds = versions.map((version) => version.id);
    const adjustments = this.#owned('adjustments', [stepId]);
    const tryIds = this.#idsOf('tries', versionIds);
    return stepHistory(
      {
        step,
        versions,
        adjustments,
        agreements: this.#owned('agreements', [...versionIds, ...adjustments.map((a) => a.id)]),
        hasOnlyMe: [...tryIds].some((id) => this.#tries.about(id).visibility === 'onlyMe'),
        told: () => this.#told(stepId, [...tryIds]),
      },
      this.#records.people,
    );
  }

  #told(stepId: Id, ids: readonly Id[]): ToldFacts {
    const tries = ids.map((id) => this.#tries.read(id)).filter((attempt) => attempt !== undefined);
    const tryIds = tries.map(({ id }) => id);
    return {
      tries,
      takeBacks: this.#owned('takeBacks', tryIds),
      reflections: this.#owned('reflections', tryIds),
      correctedElsewhere: tryIds.filter((tryId) => this.#isCorrectedElsewhere(stepId, tryId)),
    };
  }

  #kept = new Map<TableName, ReadonlyMap<Id, unknown>>();

  /** A table's records, as a copy made only when something of it changed. */
  #table<T extends ReadAtOnce>(table: T): ReadonlyMap<Id, RecordOf<T>> {
    if (this.#changed.has(table)) {
      this.#kept.set(table, new Map(this.#records[table]));
      this.#changed.delete(table);
    }
    return this.#kept.get(table) as ReadonlyMap<Id, RecordOf<T>>;
  }

  /** A copy of the histories as they stand; absent when one of them changed. */
  #steps: ReadonlyMap<Id, StepHistory> | undefined;

  /** Reads a few of the steps that changed, so that a large plan need not be read in one go. Answers whether more wait. */
  readSome(steps = 20): boolean {
    let left = steps;
    for (const stepId of this.#stale) {
      if (left === 0) return true;
      left -= 1;
      this.#stale.delete(stepId);
      const history = this.#history(stepId);
      if (history) this.#histories.set(stepId, history);
      else this.#histories.delete(stepId);
      this.#steps = undefined;
    }
    return false;
  }

  /** Reads a few tries before anybody looks at them. Answers whether more wait. */
  readAhead(tries = 40): boolean {
    return this.#tries.readSome(tries);
  }

  #read(): PlanReading {
    this.readSome(Infinity);
    const steps = (this.#steps ??= new Map(this.#histories));
    return {
      about: this.#records.about.get('about') ?? { timeZone: 'UTC' },
      plan: this.#records.plan.get('plan') ?? {},
      safetyPlan: this.#records.safetyPlan.get('safetyPlan'),
      people: this.#table('people'),
      ties: this.#table('ties'),
      strengths: this.#table('strengths'),
      needs: this.#table('needs'),
      outcomes: this.#table('outcomes'),
      strategies: this.#table('strategies'),
      meetings: this.#table('meetings'),
      keepsakeEntries: this.#table('keepsakeEntries'),
      reflections: this.#table('reflections'),
      fitChecks: this.#table('fitChecks'),
      privateNotes: this.#table('privateNotes'),
      steps,
      newestTryOn: () =>
        this.#tries.newestOn((id) =>
          this.#owned('takeBacks', [id]).some(({ what }) => what === 'try'),
        ),
      isOnlyMe: (tryId) => this.#tries.about(tryId).visibility === 'onlyMe',
      needsALook: () =>
        [...this.#look.values(), ...this.#tries.needsALook()].sort((a, b) =>
          `${a.table} ${a.id}` < `${b.table} ${b.id}` ? -1 : 1,
        ),
      historyOfVersion: (versionId) =>
        steps.get(this.#records.stepVersions.get(versionId)?.stepId ?? ''),
      historyOfTry: (tryId) => steps.get(this.#stepOfTry(tryId) ?? ''),
    };
  }
}

/** Reads all tables at once: the same reading, from nothing. */
export const readPlan = (state: PlanTables): PlanReading => {
  const reader = new PlanReader();
  for (const [table, records] of state)
    for (const [id, record] of records) reader.put(table, id, record);
  return reader.reading;
};
