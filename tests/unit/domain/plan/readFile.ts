import type { JsonObject } from '../../../../src/lib/domain/json';
import { PlanReader } from '../../../../src/lib/domain/plan/reader';
import type { PlanReading } from '../../../../src/lib/domain/plan/reading';
import type { TableName } from '../../../../src/lib/domain/plan/tables';
import { tables } from '../../../../src/lib/domain/plan/tables';

/** Reads records given by table as a plan; for what a single table holds, a list of one. */
export const readRecords = (
  records: Readonly<Partial<Record<TableName, readonly object[]>>>,
): PlanReading => {
  const reader = new PlanReader();
  for (const [table, list] of Object.entries(records) as [TableName, JsonObject[]][])
    for (const record of list)
      reader.put(table, tables[table].sort === 'single' ? table : String(record.id), record);
  return reader.reading;
};

/** Reads a plan file's arrays as they stand. */
export const readFile = (file: object): PlanReading =>
  readRecords(
    Object.fromEntries(
      Object.entries(file)
        .filter(([key, value]) => key in tables && typeof value === 'object')
        .map(([key, value]: [string, object]) => [key, Array.isArray(value) ? value : [value]]),
    ),
  );
