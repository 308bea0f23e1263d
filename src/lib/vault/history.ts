import type * as Y from 'yjs';
import { sealAside } from './aside';
import { rest } from './breathe';
import { changeHistory, type Change } from './changeHistory';
import { openEntries, sealEntry, type OpenedEntries } from './entries';
import { readJournal } from './journalDoc';
import { keptRecords, type Which } from './keptRecords';
import { openSegments, sealSegment, type Segment } from './openSegments';
import type { Aside, PlanDb } from './planDatabase';
import { StorageError } from './port';
import type { Seal } from './stored';
import { asTrouble, within } from './within';

/** All that is kept of a document, as one transaction saw it. */
export interface History {
  /** Counts the changes of history: folds, rewrites, repairs. */
  readonly generation: number;
  /** Folded updates in causal order: all of them, or the last one only. */
  readonly segments: readonly Segment[];
  readonly journal: OpenedEntries & {
    /** All of its records that could be applied. */
    readonly doc: Y.Doc;
  };
  /** The keys of the journal's records, in order. */
  readonly keys: readonly number[];
  /** How many records were put aside, or cannot be read where they are. */
  readonly aside: number;
}

/** Several tabs may change history at once; each try that loses leaves another tab's that won. */
const tries = 8;

/**
 * Reads what is kept. What cannot be read is put aside first, so that the rest can be read and
 * y-indexeddb opens (VAU3). Whoever reads all of it seals what an earlier version left unsealed, at once
 * and in one transaction (VAU1).
 *
 * @param patience milliseconds until a silent browser is given up
 */
export const readHistory = async (
  db: PlanDb,
  which: Which,
  patience: number,
  seal: Seal,
): Promise<{ readonly history: History; readonly repaired: boolean }> => {
  let repaired = false;
  for (let left = tries; left > 0; left -= 1) {
    const { history, change, canWait } = await look(db, which, patience, seal);
    if (!change) return { history, repaired };
    try {
      await changeHistory(db, history, change, patience);
    } catch (error) {
      const trouble = asTrouble(error);
      // It can be read as it is, and a full device has room again some day.
      if (canWait && trouble instanceof StorageError && trouble.trouble === 'full')
        return { history, repaired };
      throw trouble;
    }
    repaired = true;
  }
  throw new DOMException('History keeps changing', 'TimeoutError');
};

interface Look {
  readonly history: History;
  readonly change: Change | undefined;
  /** Nothing is broken: it only lies there unsealed. */
  readonly canWait: boolean;
}

const look = async (db: PlanDb, which: Which, patience: number, seal: Seal): Promise<Look> => {
  const kept = await within(patience, keptRecords(db, which));
  await rest();
  const journal = readJournal(kept.updates);
  await rest();
  const opened = await openEntries(journal.found, seal);
  const folded = await openSegments(kept.segments, seal);
  const history = {
    generation: kept.generation,
    segments: folded.segments,
    journal: { ...opened, doc: journal.doc },
    keys: kept.updates.map(([key]) => key),
    aside: kept.aside + folded.unread,
  };
  const values = new Map(kept.updates);
  const damaged = [...journal.damaged, ...opened.damaged];
  const flawed: readonly Aside[] = [
    ...folded.damaged.map(([key, value]) => ({ from: 'segments' as const, key, value })),
    ...journal.bad.map((key) => ({ from: 'updates' as const, key, value: values.get(key) })),
    ...damaged.map((value) => ({ from: 'updates' as const, key: -1, value })),
  ];
  const broken = journal.bad.length + damaged.length > 0 || journal.torn;
  const canWait = flawed.length === 0 && !broken;
  const asides = kept.asides.filter(([, one]) => !one.sealed);
  const isPlain = opened.plain || folded.plain.length + asides.length > 0;
  const move = which === 'all' && seal.seals && isPlain;
  if (canWait && !move) return { history, change: undefined, canWait };
  const anew = broken || (move && opened.plain);
  const gone = folded.damaged.map(([key]) => ({ key }));
  const sealed = move ? await Promise.all(folded.plain.map((one) => sealSegment(one, seal))) : [];
  const put = flawed.map(async (one) => ({ one: await sealAside(one, seal) }));
  const putAgain = asides.map(async ([key, one]) => ({ key, one: await sealAside(one, seal) }));
  const change = {
    journal: anew
      ? { only: await Promise.all(opened.written.map((one) => sealEntry(one, seal))) }
      : { without: new Set<string>() },
    segments: [...gone, ...sealed],
    aside: await Promise.all([...put, ...(move ? putAgain : [])]),
  };
  return { history, change, canWait };
};
