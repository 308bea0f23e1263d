import type { PlanFile } from '../schema';
import type { TableName } from '../tables';

/** The lists of a file, in its order: the tables of the plan that the format has. */
export const fileLists = [
  'people',
  'ties',
  'strengths',
  'needs',
  'outcomes',
  'strategies',
  'steps',
  'stepVersions',
  'tries',
  'reflections',
  'adjustments',
  'meetings',
  'keepsakeEntries',
] as const satisfies readonly TableName[];
export type FileList = (typeof fileLists)[number];

/** What the format says that a file must have, and what it may leave away. */
const needed = ['people', 'steps', 'stepVersions', 'tries', 'adjustments'] as const;
export const mustBeThere = (list: FileList): boolean =>
  (needed as readonly string[]).includes(list);

/** The parts of a file that stand once. */
export const fileSingles = ['plan', 'safetyPlan'] as const satisfies readonly TableName[];

/** Every key of a file in the order of the format; any other key is unknown and kept. */
export const fileKeys: readonly (keyof PlanFile & string)[] = [
  'format',
  'version',
  'kind',
  'id',
  'timeZone',
  'plan',
  'people',
  'ties',
  'strengths',
  'needs',
  'outcomes',
  'strategies',
  'steps',
  'stepVersions',
  'tries',
  'reflections',
  'adjustments',
  'meetings',
  'safetyPlan',
  'keepsakeEntries',
  'snapshots',
  'releases',
];
