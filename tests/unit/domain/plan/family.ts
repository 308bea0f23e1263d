import type { PlanReading, StepHistory } from '../../../../src/lib/domain/plan/reading';
import type { Adjustment, StepVersion, Try } from '../../../../src/lib/domain/plan/schema';
import { readRecords } from './readFile';

/** Marisol and Teo at home, Abuela Chelo and Renee beside them. */
export const people = [
  { id: 'marisol', name: 'Marisol', supportType: 'family', household: true },
  { id: 'teo', name: 'Teo', supportType: 'family', household: true },
  { id: 'chelo', name: 'Abuela Chelo', supportType: 'natural' },
  { id: 'renee', name: 'Renee', supportType: 'paid' },
];

/** The days of March 2026. */
export const march = (date: number): string => `2026-03-${String(date).padStart(2, '0')}`;

/** A first version of the step `s1` that begins on March 1. */
export const version = (more: Partial<StepVersion> = {}): StepVersion => ({
  id: 'v1',
  stepId: 's1',
  number: 1,
  action: 'Teo calls from the bus stop',
  from: march(1),
  ...more,
});

let made = 0;
/** A try of `v1` on a day in March; later ones have later ids. */
export const attempt = (date: number, outcome: string, more: Partial<Try> = {}): Try => ({
  id: `t${String((made += 1)).padStart(4, '0')}`,
  versionId: 'v1',
  on: march(date),
  outcome,
  ...more,
});

/** An agreed decision on `s1` on a day in March. */
export const decision = (
  date: number,
  kind: string,
  more: Partial<Adjustment> = {},
): Adjustment => ({
  id: `a${String((made += 1)).padStart(4, '0')}`,
  stepId: 's1',
  fromVersion: 'v1',
  kinds: [kind],
  proposedBy: 'teo',
  state: 'agreed',
  on: march(date),
  ...more,
});

/** A plan with one step, `s1`, in its first version unless others are given. */
export const plan = (records: Parameters<typeof readRecords>[0] = {}): PlanReading =>
  readRecords({
    people,
    needs: [{ id: 'n1', text: 'To start the day without a fight', rank: 1 }],
    steps: [{ id: 's1', needId: 'n1' }],
    stepVersions: [version()],
    ...records,
  });

/** The history of that one step. */
export const step = (records: Parameters<typeof readRecords>[0] = {}): StepHistory => {
  const history = plan(records).steps.get('s1');
  if (!history) throw new Error('The plan has no step s1');
  return history;
};
