import { ok, refuse } from '../../result';
import type { PlanReading } from '../reading';
import { referencesOf } from '../references';
import type { Id } from '../schema';
import type { RecordTable, TableName } from '../tables';
import { leavesNobody, notHere } from './checks';
import type { PlanCommand } from './command';
import type { RecordAddress } from './refusal';

/** What can be taken out while nothing refers to it. */
export type RemovableTable = Extract<
  RecordTable,
  'people' | 'ties' | 'strengths' | 'needs' | 'strategies' | 'steps' | 'keepsakeEntries'
>;

/**
 * Takes a record out; undo brings it back whole. Refused while something refers to it, naming what does:
 * a need with steps, a person whom the plan knows (mark them as gone instead), a step that has a sentence.
 */
export const removeRecord: PlanCommand<{ readonly table: RemovableTable; readonly id: Id }> = (
  reading,
  { table, id },
) => {
  const refusal = notHere(reading, table, id);
  if (refusal) return refuse(refusal);
  const by = referringTo(reading, table, id);
  if (by.length > 0) return refuse({ kind: 'stillNeeded', by });
  const nobody = table === 'people' ? leavesNobody(reading, id) : undefined;
  if (nobody) return refuse(nobody);
  return ok([{ type: 'recordRemoved', table, id }]);
};

/** Every record this device can read that names another one. */
const referringTo = (reading: PlanReading, table: RemovableTable, id: Id): RecordAddress[] => {
  const found: RecordAddress[] = [];
  const look = (from: TableName, records: Iterable<object>): void => {
    for (const record of records) {
      if (!referencesOf(from, record).some((named) => named.to === table && named.id === id))
        continue;
      found.push({ table: from, id: (record as { id?: Id }).id ?? from });
    }
  };
  look('plan', [reading.plan]);
  look('safetyPlan', reading.safetyPlan ? [reading.safetyPlan] : []);
  for (const from of recordTables) look(from, reading[from].values());
  for (const history of reading.steps.values()) {
    look('steps', [history.step]);
    look('stepVersions', history.versions);
    look('adjustments', history.adjustments);
    look('tries', history.tries);
    look('tries', history.superseded);
    for (const agreement of history.agreements)
      if (table === 'people' && (agreement.by === id || agreement.enteredBy === id))
        found.push({ table: 'agreements', id: agreement.id });
  }
  for (const from of ['fitChecks', 'privateNotes'] as const)
    for (const record of reading[from].values())
      if (
        (table === 'people' && record.by === id) ||
        (table === 'steps' && 'stepId' in record && record['stepId'] === id)
      )
        found.push({ table: from, id: record.id });
  return found;
};

const recordTables = [
  'ties',
  'strengths',
  'outcomes',
  'strategies',
  'meetings',
  'reflections',
  'keepsakeEntries',
] as const;
