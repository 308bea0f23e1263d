import type { JsonObject } from '../../json';
import type { Change, Readers } from '../change';
import { readersOfTries, readersOfTry } from '../readersOf';
import type { Id, PlanFile, Reflection, Try } from '../schema';
import { tables } from '../tables';
import { fileKeys, fileLists, fileSingles, type FileList } from './fileTables';
import { shiftFile } from './shiftFile';

/** The most changes of one slice, so that each becomes a small transaction of its own. */
const slice = 200;

/** Tries that only one person may read and that nobody on this device can take in without being asked. */
export interface Asked {
  /** Whom they are about; absent: they do not say. */
  readonly by: Id | undefined;
  readonly tries: readonly Try[];
  /** What was reflected on them. */
  readonly reflections: readonly Reflection[];
}

/** How a file is taken in. */
export interface TakeIn {
  /** The people who use this device; absent: everybody in the file, for whoever asked already. */
  readonly talkersHere?: ReadonlySet<Id> | undefined;
  /** For the shipped example only; an import is never shifted (domain.md §9). */
  readonly shiftWeeks?: number;
}

const isAsked = (attempt: Try, talkersHere: ReadonlySet<Id> | undefined): boolean =>
  attempt.visibility === 'onlyMe' &&
  (attempt.by === undefined || (talkersHere !== undefined && !talkersHere.has(attempt.by)));

/** The onlyMe tries of a file that a person has to be asked about, by whom they are about. */
export const askedOf = (file: PlanFile, talkersHere: ReadonlySet<Id> | undefined): Asked[] => {
  const asked = new Map<Id | undefined, Asked & { tries: Try[]; reflections: Reflection[] }>();
  const askedByTry = new Map<Id, { reflections: Reflection[] }>();
  for (const attempt of file.tries) {
    if (!isAsked(attempt, talkersHere)) continue;
    const { by } = attempt;
    const known = asked.get(by) ?? { by, tries: [], reflections: [] };
    known.tries.push(attempt);
    asked.set(by, known);
    askedByTry.set(attempt.id, known);
  }
  if (asked.size > 0)
    for (const reflection of file.reflections ?? [])
      reflection.tryIds
        .map((id) => askedByTry.get(id))
        .find((one) => one !== undefined)
        ?.reflections.push(reflection);
  return [...asked.values()];
};

/** Takes asked tries in for one person, who becomes whom they are about where they do not say. */
export const askedToChanges = (asked: Asked, personId: Id): Change[] => [
  ...asked.tries.map((attempt) =>
    recorded('tries', { ...attempt, by: attempt.by ?? personId }, { mine: personId }),
  ),
  ...asked.reflections.map((reflection) => recorded('reflections', reflection, { mine: personId })),
];

/**
 * The changes that make a plan out of a file, in slices of at most 200, in the order of the format. Everything of the file is in them,
 * unknown fields included, but the tries that `askedOf` names and what was reflected on them. Of a step's status only `idea` is read.
 */
export function* planFileToChanges(
  file: PlanFile,
  { talkersHere, shiftWeeks = 0 }: TakeIn = {},
): Generator<readonly Change[], void> {
  const shifted = shiftFile(file, shiftWeeks);
  let changes: Change[] = [];
  for (const change of changesOf(shifted, talkersHere)) {
    changes.push(change);
    if (changes.length < slice) continue;
    yield changes;
    changes = [];
  }
  if (changes.length > 0) yield changes;
}

function* changesOf(
  file: PlanFile,
  talkersHere: ReadonlySet<Id> | undefined,
): Generator<Change, void> {
  yield {
    type: 'recordAdded',
    table: 'about',
    id: 'about',
    record: aboutOf(file),
    readers: 'team',
  };
  for (const table of fileSingles)
    if (file[table])
      yield {
        type: 'recordAdded',
        table,
        id: table,
        record: file[table] as JsonObject,
        readers: 'team',
      };
  const readersByTry = new Map<Id, Try>();
  for (const list of fileLists)
    for (const record of file[list] ?? []) {
      if (list === 'tries') {
        const attempt = record as Try;
        if (isAsked(attempt, talkersHere)) continue;
        readersByTry.set(attempt.id, attempt);
      }
      const readers = readersIn(list, record, readersByTry);
      if (readers) yield recorded(list, list === 'steps' ? onlyIdea(record) : record, readers);
    }
}

/** Who may read a record of a file; absent: it stays out with the tries it is about. */
const readersIn = (
  list: FileList,
  record: object,
  tries: ReadonlyMap<Id, Try>,
): Readers | undefined => {
  const rule = tables[list].readers;
  if (rule === 'team' || rule === 'household') return rule;
  if (rule === 'visibility') return readersOfTry(record as Try);
  const reflection = record as Reflection;
  const { tryIds } = reflection;
  const known = tryIds.map((id) => tries.get(id)).filter((attempt) => attempt !== undefined);
  return known.length < tryIds.length ? undefined : readersOfTries(known, reflection);
};

const recorded = (table: FileList, record: object, readers: Readers): Change => {
  const { id } = record as { id: Id };
  const json = record as JsonObject;
  const { sort } = tables[table];
  return sort === 'fact'
    ? ({ type: 'factRecorded', table, id, fact: json, readers } as Change)
    : ({ type: 'recordAdded', table, id, record: json, readers } as Change);
};

const onlyIdea = (step: object): object => {
  const { status, ...rest } = step as { status?: string };
  return status === 'idea' ? { ...rest, status } : rest;
};

/** What the file says of itself, what it holds that this version does not know, and which of its lists were there. */
const aboutOf = (file: PlanFile): JsonObject => {
  const kept = Object.fromEntries(
    Object.entries(file).filter(
      ([key]) => !fileKeys.includes(key) || key === 'snapshots' || key === 'releases',
    ),
  ) as JsonObject;
  return {
    timeZone: file.timeZone,
    fileId: file.id,
    ...(Object.keys(kept).length > 0 && { kept }),
    given: [...fileSingles, ...fileLists].filter((key) => file[key] !== undefined),
  };
};
