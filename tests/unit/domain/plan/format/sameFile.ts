import type {
  Adjustment,
  PlanFile,
  Step,
  StepVersion,
} from '../../../../../src/lib/domain/plan/schema';
import { fileLists } from '../../../../../src/lib/domain/plan/format/fileTables';

/**
 * Whether two files say the same (example/README.md): their records are equal as sets by id, in whatever order;
 * an absent field is not an empty one; `status`, `number` and `agreedBy` are compared as what follows from the rest.
 */
export const sameFile = (a: PlanFile, b: PlanFile): boolean => canonical(a) === canonical(b);

const canonical = (file: PlanFile): string => {
  const lists = Object.fromEntries(
    fileLists.map((list) => [
      list,
      file[list] && Object.fromEntries(file[list].map((record) => [record.id, record])),
    ]),
  );
  return sortedJson({
    ...file,
    ...lists,
    steps: byId(file.steps, (step) => ({ ...step, status: statusIn(file, step) })),
    stepVersions: byId(file.stepVersions, (version) => ({
      ...version,
      number: placeIn(file, version),
      agreedBy: [...new Set(version.agreedBy)].sort(),
    })),
    adjustments: byId(file.adjustments, (adjustment) => ({
      ...adjustment,
      agreedBy: [...new Set(adjustment.agreedBy)].sort(),
    })),
  });
};

const byId = <T extends { id: string }>(records: readonly T[], derive: (record: T) => object) =>
  Object.fromEntries(records.map((record) => [record.id, derive(record)]));

const standing = ['keep', 'rest', 'letGo', 'done'];

const statusIn = (file: PlanFile, step: Step): string => {
  const newest = file.adjustments
    .filter((one) => one.stepId === step.id && one.state === 'agreed')
    .sort((a: Adjustment, b: Adjustment) => (a.on + a.id < b.on + b.id ? -1 : 1))
    .at(-1);
  if (!newest) return step.status === 'idea' ? 'idea' : 'trying';
  return newest.kinds.find((kind) => standing.includes(kind)) ?? 'trying';
};

const placeIn = (file: PlanFile, version: StepVersion): number =>
  file.stepVersions.filter(
    (other) =>
      other.stepId === version.stepId &&
      (other.from < version.from || (other.from === version.from && other.id <= version.id)),
  ).length;

/** JSON with the keys of every object in one order. */
const sortedJson = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
