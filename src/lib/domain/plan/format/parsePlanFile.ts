import type * as z from 'zod/mini';
import { ok, refuse, type Result } from '../../result';
import { referencesOf } from '../references';
import { PlanFile } from '../schema';
import { cleanJson } from './cleanJson';
import type { FileProblem, FileRefusal } from './fileRefusal';
import { fileLists, fileSingles, mustBeThere, type FileList } from './fileTables';

/** A file that fits, and the paths of keys that no file may carry, which were left out. */
export interface ParsedFile {
  readonly file: PlanFile;
  readonly dropped: readonly string[];
}

/** How many records are judged between two signs of progress. */
const slice = 1000;
/** The three rounds over the records, by the time they take: unsafe keys, shapes, references. */
const rounds = { keys: 0.25, shapes: 0.5, references: 0.25 };

/**
 * Judges a parsed JSON value as a family plan in the open facts format, in slices: yields how much is done, 0 to 1,
 * so that the caller can show it, let others have a turn, or stop by not asking for the next.
 * What fits is given back as it is, unknown fields and codes included.
 */
export function* parsePlanFileInSlices(
  input: unknown,
): Generator<number, Result<ParsedFile, FileRefusal>> {
  const header = judgeHeader(input);
  if (header) return refuse(header);
  const all = countRecords(input as object);

  const cleaning = cleanJson(input, slice);
  let cleaned = cleaning.next();
  for (let count = slice; !cleaned.done; count += slice, cleaned = cleaning.next())
    yield rounds.keys * Math.min(1, count / (2 * all + 1));
  const { value, dropped, refusal } = cleaned.value;
  if (refusal) return refuse(refusal);
  const file = value as Readonly<Record<string, unknown>>;

  let done = 0;
  const ids = new Map<FileList, Set<string>>();
  for (const key of ['id', 'timeZone', ...fileSingles, 'snapshots', 'releases'] as const) {
    const found = judge(PlanFile.shape[key], file[key], key, Object.hasOwn(file, key));
    if (found) return refuse(found);
  }
  for (const list of fileLists) {
    const known = new Set<string>();
    ids.set(list, known);
    if (!Object.hasOwn(file, list)) {
      if (mustBeThere(list)) return refuse(doesNotFit(list, 'missing'));
      continue;
    }
    const records = file[list];
    if (!Array.isArray(records)) return refuse(doesNotFit(list, 'notAList'));
    const shape = recordShape(list);
    for (const [place, record] of records.entries()) {
      const path = `${list}[${place}]`;
      const found = judge(shape, record, path, true);
      if (found) return refuse(found);
      const { id } = record as { id: string };
      if (known.has(id)) return refuse({ kind: 'twice', path: `${path}.id`, id });
      known.add(id);
      if (++done % slice === 0) yield rounds.keys + (rounds.shapes * done) / all;
    }
  }

  done = 0;
  for (const table of [...fileSingles, ...fileLists]) {
    const isList = (fileLists as readonly string[]).includes(table);
    const records = isList ? ((file[table] ?? []) as object[]) : file[table] ? [file[table]] : [];
    for (const [place, record] of records.entries()) {
      for (const { path, to, id } of referencesOf(table, record))
        if (!ids.get(to as FileList)?.has(id)) {
          const at = isList ? `${table}[${place}]` : table;
          return refuse({ kind: 'pointsNowhere', path: `${at}.${path}`, id });
        }
      if (++done % slice === 0) yield 1 - rounds.references * (1 - Math.min(1, done / all));
    }
  }
  return ok({ file: file as PlanFile, dropped });
}

/** Judges a parsed JSON value as a family plan in the open facts format, in one go. */
export const parsePlanFile = (input: unknown): Result<ParsedFile, FileRefusal> => {
  const slices = parsePlanFileInSlices(input);
  let step = slices.next();
  while (!step.done) step = slices.next();
  return step.value;
};

const judgeHeader = (input: unknown): FileRefusal | undefined => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return { kind: 'notAnObject' };
  const { format, version, kind } = input as Record<string, unknown>;
  if (format !== 'lived-plan') return { kind: 'wrongFormat' };
  if (version !== 1) return { kind: 'wrongVersion' };
  if (kind !== 'familyPlan')
    return { kind: 'wrongKind', found: kind === 'coachingLoop' ? kind : 'other' };
  return undefined;
};

const countRecords = (file: object): number => {
  const lists = fileLists.map((list) => (file as Record<string, unknown>)[list]);
  return lists.reduce<number>((sum, list) => sum + (Array.isArray(list) ? list.length : 0), 1);
};

/** The shape of one record of a list, out of the shape of the whole file. */
const recordShape = (list: FileList): z.core.$ZodType => {
  const whole: z.core.$ZodType = PlanFile.shape[list];
  const inner =
    whole._zod.def.type === 'optional' ? (whole as z.ZodMiniOptional)._zod.def.innerType : whole;
  return (inner as z.ZodMiniArray)._zod.def.element;
};

const doesNotFit = (path: string, problem: FileProblem): FileRefusal => ({
  kind: 'doesNotFit',
  path,
  problem,
});

/** The first thing that does not fit at a place; absent: all does. */
const judge = (
  shape: z.core.$ZodType,
  value: unknown,
  path: string,
  isThere: boolean,
): FileRefusal | undefined => {
  const isOptional = shape._zod.optin === 'optional';
  if (!isThere) return isOptional ? undefined : doesNotFit(path, 'missing');
  const result = (shape as z.ZodMiniType).safeParse(value);
  const issue = result.error?.issues[0];
  if (!issue) return undefined;
  const at = issue.path.reduce<string>(
    (sum, key) => sum + (typeof key === 'number' ? `[${key}]` : `.${String(key)}`),
    path,
  );
  const { holder, key } = lastStep(value, issue.path);
  const wrong = key === undefined ? value : (holder as Record<PropertyKey, unknown>)[key];
  if (issue.code === 'custom' && typeof wrong === 'string' && issue.message === 'notADay')
    return { kind: 'notADay', path: at, day: wrong };
  const isMissing = key !== undefined && !Object.hasOwn(holder as object, key);
  return doesNotFit(at, isMissing ? 'missing' : problemOf(issue));
};

const lastStep = (
  value: unknown,
  path: readonly PropertyKey[],
): { holder: unknown; key: PropertyKey | undefined } => {
  let holder = value;
  for (const key of path.slice(0, -1)) holder = (holder as Record<PropertyKey, unknown>)[key];
  return { holder, key: path.at(-1) };
};

const problemOf = (issue: z.core.$ZodIssue): FileProblem => {
  if (issue.code === 'too_small') return issue.origin === 'string' ? 'empty' : 'tooSmall';
  if (issue.code === 'too_big') return issue.origin === 'string' ? 'tooLong' : 'tooLarge';
  if (issue.code === 'custom') return 'tooLong';
  if (issue.code !== 'invalid_type') return 'notAnObject';
  switch (issue.expected) {
    case 'string':
      return 'notText';
    case 'number':
      return 'notANumber';
    case 'int':
      return 'notAWholeNumber';
    case 'boolean':
      return 'notTrueOrFalse';
    case 'array':
      return 'notAList';
    default:
      return 'notAnObject';
  }
};
