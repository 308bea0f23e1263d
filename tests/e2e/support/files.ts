import { readFileSync } from 'node:fs';
import type { PlanFile } from '../../../src/lib/domain/plan/schema';

const example = new URL('../../../src/lib/app/examples/vega.json', import.meta.url);

/** The Vegas' file, fresh for each caller. */
export const vega = (): PlanFile => JSON.parse(readFileSync(example, 'utf8')) as PlanFile;

/** The Vegas' file as text, after something was done to it. */
export const vegaText = (bend: (file: PlanFile) => void = () => {}): string => {
  const file = vega();
  bend(file);
  return JSON.stringify(file);
};

const outcomes = ['worked', 'partly', 'didNotHappen', 'ownWay', 'noHelp', 'notTheWeek'];
const spring = Date.UTC(2026, 2, 10);

/** The Vegas' file with so many tries in all. */
export const withTries = (count: number): PlanFile => {
  const file = vega();
  for (let n = file.tries.length; n < count; n += 1)
    file.tries.push({
      id: `many-${n}`,
      versionId: `s${1 + (n % 4)}v1`,
      on: new Date(spring + (n % 160) * 86_400_000).toISOString().slice(0, 10),
      by: 'marisol',
      outcome: outcomes[n % outcomes.length] ?? 'worked',
      words: `Try number ${n}, in a few words that somebody typed on the bus after a long day.`,
      visibility: 'team',
    });
  return file;
};

/** A file's lists as sets by id, and all else as it is: what "equal" means for two files. */
export const asSets = (file: object): object =>
  Object.fromEntries(
    Object.entries(file).map(([key, value]: [string, unknown]) => [key, byId(value)]),
  );

const byId = (value: unknown): unknown => {
  if (!Array.isArray(value)) return value;
  const records = value as { id?: string }[];
  if (!records.every((record) => typeof record.id === 'string')) return value;
  return Object.fromEntries(records.map((record) => [record.id, record]));
};
