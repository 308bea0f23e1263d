import type { JsonObject } from '../domain/json';
import type { Change } from '../domain/plan/change';
import { referenceFields, referencesOf } from '../domain/plan/references';
import { tableNames, type TableName } from '../domain/plan/tables';
import type { Part } from './part';

/** The records and facts that a command made, as `table id`. */
export const madeBy = (changes: readonly Change[]): ReadonlySet<string> =>
  new Set(
    changes.flatMap((change) =>
      change.type === 'recordAdded' || change.type === 'factRecorded'
        ? [`${change.table} ${change.id}`]
        : [],
    ),
  );

/** Whether anything else in these documents stands on what was made: a try of a version, a step of a need, an answer. */
export const isNamed = (made: ReadonlySet<string>, parts: readonly Part<TableName>[]): boolean => {
  const of = new Set([...made].map((one) => one.slice(0, one.indexOf(' '))));
  const tables = tableNames.filter((table) => tablesNamed(table).some((one) => of.has(one)));
  return parts.some((part) =>
    tables.some((table) =>
      [...part.ids(table)].some((id) => {
        if (made.has(`${table} ${id}`)) return false;
        const { record } = part.read(table, id);
        return record !== undefined && named(table, record).some((one) => made.has(one));
      }),
    ),
  );
};

const isAnswer = (table: TableName): boolean => table === 'agreements' || table === 'fitChecks';

const tablesNamed = (table: TableName): readonly TableName[] =>
  isAnswer(table)
    ? ['adjustments', 'stepVersions']
    : (referenceFields[table]?.map(({ to }) => to) ?? []);

/** What a record names; of facts that no file has, what they answer. */
const named = (table: TableName, record: JsonObject): string[] =>
  isAnswer(table)
    ? [`adjustments ${String(record.adjustmentId)}`, `stepVersions ${String(record.versionId)}`]
    : referencesOf(table, record).map(({ to, id }) => `${to} ${id}`);
