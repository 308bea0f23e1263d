import type { Readers } from './change';
import type { PlanReading } from './reading';
import type { Id, Try } from './schema';
import { tables, type TableName } from './tables';

/** Who may read a try (PLAN8): the household when it does not say, or says something unknown. */
export const readersOfTry = (attempt: Pick<Try, 'visibility' | 'by'>): Readers => {
  if (attempt.visibility === 'team') return 'team';
  if (attempt.visibility === 'onlyMe' && attempt.by !== undefined) return { mine: attempt.by };
  return 'household';
};

/**
 * Who may read something about several tries: whoever may read the most private of them. None named: the household,
 * and nobody beyond it where what is said is kept there.
 */
export const readersOfTries = (
  attempts: readonly Pick<Try, 'visibility' | 'by'>[],
  { visibility }: { readonly visibility?: unknown },
): Readers => {
  const readers = attempts.map(readersOfTry);
  if (visibility !== undefined && visibility !== 'team') readers.push('household');
  return (
    readers.find((one) => typeof one === 'object') ??
    (readers.length > 0 && readers.every((one) => one === 'team') ? 'team' : 'household')
  );
};

/** A try that this device can read, standing or superseded; absent when it is taken back or not here. */
export const findTry = (reading: PlanReading, tryId: Id): Try | undefined => {
  const history = reading.historyOfTry(tryId);
  return (
    history?.tries.find((attempt) => attempt.id === tryId) ??
    history?.superseded.find((attempt) => attempt.id === tryId)
  );
};

/** Which of the plan's documents a record is written to (DOC10). `by` is needed where only one person may read it. */
export const readersOf = (table: TableName, record: object, reading: PlanReading): Readers => {
  const { by, tryId, tryIds, visibility } = record as {
    by?: Id;
    tryId?: Id;
    tryIds?: readonly Id[];
    visibility?: string;
  };
  const rule = tables[table].readers;
  switch (rule) {
    case 'team':
    case 'household':
      return rule;
    case 'mine':
      if (by === undefined) throw new Error(`A record of ${table} that names nobody.`);
      return { mine: by };
    case 'visibility':
      return readersOfTry({ ...(visibility && { visibility }), ...(by && { by }) });
    case 'ofTry':
      return readersOfTries(
        [...(tryId === undefined ? [] : [tryId]), ...(tryIds ?? [])]
          .map((id) => findTry(reading, id))
          .filter((attempt) => attempt !== undefined),
        { visibility },
      );
  }
};
