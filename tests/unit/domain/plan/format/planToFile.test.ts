import { describe, expect, test } from 'vitest';
import vega from '../../../../../src/lib/app/examples/vega.json';
import type { Change } from '../../../../../src/lib/domain/plan/change';
import { parsePlanFile } from '../../../../../src/lib/domain/plan/format/parsePlanFile';
import {
  askedOf,
  askedToChanges,
  planFileToChanges,
} from '../../../../../src/lib/domain/plan/format/planFileToChanges';
import { planToFile } from '../../../../../src/lib/domain/plan/format/planToFile';
import { readPlan } from '../../../../../src/lib/domain/plan/reader';
import type { PlanFile } from '../../../../../src/lib/domain/plan/schema';
import { after } from '../takeIn';

const fileOf = (input: unknown): PlanFile => {
  const parsed = parsePlanFile(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal));
  return parsed.value.file;
};
const attempt = (id: string, more: object): object => ({
  id,
  versionId: 's2v3',
  on: '2026-08-20',
  outcome: 'didNotHappen',
  ...more,
});
/** The Vegas with things that were said to nobody else, and what was thought about them. */
const privately = fileOf({
  ...vega,
  tries: [
    ...vega.tries,
    attempt('t-teo', { by: 'teo', reasons: ['unsafe'], visibility: 'onlyMe' }),
    attempt('t-luz', { by: 'luz', visibility: 'onlyMe' }),
    attempt('t-nobody', { visibility: 'onlyMe' }),
  ],
  reflections: [
    { id: 'r-teo', tryIds: ['t-teo'], on: '2026-08-21', learned: 'Not alone' },
    { id: 'r-both', tryIds: ['t-luz', 't-s1v1-2'], on: '2026-08-21', learned: 'Draw' },
  ],
  adjustments: [
    ...vega.adjustments,
    {
      id: 'a-luz',
      stepId: 's2',
      fromVersion: 's2v3',
      kinds: ['keep'],
      because: ['t-luz', 't-s2v3-170'],
      proposedBy: 'luz',
      state: 'notNow',
      on: '2026-08-25',
    },
  ],
});
const take = (changes: Iterable<readonly Change[]>) => after(new Map(), [...changes].flat());

describe('what only one person may read', () => {
  const talkersHere = new Set(['teo', 'marisol']);
  const changes = [...planFileToChanges(privately, { talkersHere })].flat();
  const readersOf = (id: string): unknown =>
    changes.flatMap((change) =>
      (change.type === 'factRecorded' || change.type === 'recordAdded') && change.id === id
        ? [change.readers]
        : [],
    )[0];

  test('goes to the document of that person on this device, with what was reflected on it', () => {
    expect(readersOf('t-teo')).toEqual({ mine: 'teo' });
    expect(readersOf('r-teo')).toEqual({ mine: 'teo' });
  });

  test('is asked about when that person is not here, or nobody is named', () => {
    expect(readersOf('t-luz')).toBeUndefined();
    expect(readersOf('r-both')).toBeUndefined();
    const asked = askedOf(privately, talkersHere);
    expect(
      asked.map(({ by, tries, reflections }) => [
        by,
        tries.map(({ id }) => id),
        reflections.map(({ id }) => id),
      ]),
    ).toEqual([
      ['luz', ['t-luz'], ['r-both']],
      [undefined, ['t-nobody'], []],
    ]);
    const taken = asked.flatMap((one) => askedToChanges(one, 'marisol'));
    expect(taken).toHaveLength(3);
    for (const change of taken) expect(change).toMatchObject({ readers: { mine: 'marisol' } });
    expect(taken[2]).toMatchObject({ id: 't-nobody', fact: { by: 'marisol' } });
  });

  test('stays out of the file of anybody else, and the file still fits', () => {
    const reading = readPlan(take(planFileToChanges(privately)));
    const of = (talker: string | undefined): PlanFile => planToFile(reading, { talker });
    const idsIn = (file: PlanFile): string[] =>
      [...file.tries, ...(file.reflections ?? [])]
        .map(({ id }) => id)
        .filter((id) => /-teo|-luz|-both/.test(id));
    expect(idsIn(of('teo'))).toEqual(['t-teo', 'r-teo']);
    expect(idsIn(of('luz'))).toEqual(['t-luz', 'r-both']);
    expect(idsIn(of(undefined))).toEqual([]);
    expect(parsePlanFile(of('marisol'))).toMatchObject({ ok: true });
    const because = (file: PlanFile) => file.adjustments.find(({ id }) => id === 'a-luz')?.because;
    expect(because(of('teo'))).toEqual(['t-s2v3-170']);
    expect(because(of('luz'))).toEqual(['t-luz', 't-s2v3-170']);
  });
});

describe('a file comes in as small transactions', () => {
  test('of at most 200 changes, in the order of the format, versions before what was tried', () => {
    const slices = [...planFileToChanges(fileOf({ ...vega, tries: vega.tries }))];
    for (const slice of slices) expect(slice.length).toBeLessThanOrEqual(200);
    const tables = slices.flat().map((change) => ('table' in change ? change.table : ''));
    expect(tables[0]).toBe('about');
    expect(tables.indexOf('tries')).toBeGreaterThan(tables.lastIndexOf('stepVersions'));
  });

  test('of a status only "idea" is read', () => {
    const file = fileOf({
      ...vega,
      steps: vega.steps.map((step) => ({ ...step, status: step.id === 's6' ? 'idea' : 'trying' })),
    });
    const steps = take(planFileToChanges(file)).get('steps');
    expect(steps?.get('s6')).toMatchObject({ status: 'idea' });
    expect(steps?.get('s2')).not.toHaveProperty('status');
  });
});

test('the file has its keys in the order of the example', () => {
  const reading = readPlan(take(planFileToChanges(fileOf(vega))));
  const out = planToFile(reading, { talker: undefined });
  expect(Object.keys(out)).toEqual(Object.keys(vega));
  expect(Object.keys(out.tries[0] ?? {})).toEqual(Object.keys(vega.tries[0] ?? {}));
});
