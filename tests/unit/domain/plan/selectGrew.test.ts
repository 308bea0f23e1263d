import { describe, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { selectGrew } from '../../../../src/lib/domain/plan/selectGrew';
import { attempt, decision, march, plan, version } from './family';
import { readFile } from './readFile';

const family = readFile(vega);

describe('PLAN1: how a step grew', () => {
  const grew = selectGrew(family, 's1', '2026-08-31');

  test("Teo's mornings: four versions, newest first, each until the next", () => {
    expect(grew).toMatchObject({
      stepId: 's1',
      needText: 'To start the day without a fight',
      status: 'partOfLife',
    });
    expect(grew?.versions.map((v) => [v.number, v.versionId, v.from, v.until])).toEqual([
      [4, 's1v4', '2026-06-08', undefined],
      [3, 's1v3', '2026-04-21', '2026-06-08'],
      [2, 's1v2', '2026-03-30', '2026-04-21'],
      [1, 's1v1', '2026-03-02', '2026-03-30'],
    ]);
  });

  test('between two versions stand the change, whose idea it was, and what was learned', () => {
    const second = grew?.versions[2];
    expect(second?.ledHere).toMatchObject({
      kinds: ['smaller', 'helper'],
      on: '2026-03-30',
      startedIn: 'meeting',
      proposedBy: { name: 'Renee Aldous' },
      agreedBy: [{ name: 'Marisol Vega' }],
    });
    expect(second?.ledHere?.because.map(({ attempt: { id } }) => id)).toEqual([
      't-s1v1-4',
      't-s1v1-9',
      't-s1v1-11',
      't-s1v1-16',
    ]);
    expect(second?.learned.map(({ reflection, by }) => [reflection.learned, by?.name])).toEqual([
      ['He gets up for a person, not a clock.', 'Marisol Vega'],
    ]);
    expect(grew?.versions[3]).toMatchObject({ ledHere: undefined, learned: [] });
  });

  test('PLAN5 a yes that Marisol entered for Teo says so; his own, and one that came with a file, do not', () => {
    const on = march(9);
    const stepVersions = [version(), version({ id: 'v2', number: 2, from: on })];
    const proposed = { toVersion: 'v2', proposedBy: 'marisol', state: 'proposed' };
    const smaller = decision(9, 'smaller', { ...proposed, agreedBy: ['chelo'] });
    const answer = { id: 'y1', adjustmentId: smaller.id, versionId: 'v2', by: 'teo', on };
    const grownWith = (...agreements: object[]) => {
      const records = { stepVersions, adjustments: [smaller], agreements };
      const [second] = selectGrew(plan(records), 's1', march(20))?.versions ?? [];
      expect(second?.ledHere?.agreedBy).toEqual(
        second?.agreedBy.filter(({ id }) => id !== 'marisol'),
      );
      return second?.agreedBy.map(({ name, enteredBy }) => [name, enteredBy?.name]);
    };
    const entered = { ...answer, answer: 'yes', enteredBy: 'marisol' };
    const others = [
      ['Marisol', undefined],
      ['Abuela Chelo', undefined],
    ];
    expect(grownWith(entered)).toEqual([...others, ['Teo', 'Marisol']]);
    expect(grownWith({ ...answer, answer: 'yes' })).toEqual([...others, ['Teo', undefined]]);
    expect(grownWith(entered, { ...answer, id: 'y2', answer: 'yes' })).toEqual([
      ...others,
      ['Teo', undefined],
    ]);
    const notHis = { ...entered, id: 'y0', enteredBy: 'renee' };
    expect(grownWith(notHis, entered)).toEqual([...others, ['Teo', 'Marisol']]);
    const first = { id: 'y3', versionId: 'v1', by: 'teo', enteredBy: 'marisol', answer: 'yes', on };
    expect(
      selectGrew(plan({ agreements: [first] }), 's1', march(20))?.versions[0]?.agreedBy,
    ).toMatchObject([{ name: 'Teo', enteredBy: { name: 'Marisol' } }]);
  });

  test('every try of the step is in it once, counted by what was answered', () => {
    const shown = grew?.versions.flatMap(({ tries }) => tries.map((row) => row.attempt.id)) ?? [];
    const all = family.steps.get('s1')?.tries.map(({ id }) => id) ?? [];
    expect(all.length).toBeGreaterThan(10);
    expect([...shown].sort()).toEqual([...all].sort());
    for (const { counts, tries } of grew?.versions ?? []) {
      expect(counts.reduce((sum, { times }) => sum + times, 0)).toBe(tries.length);
      const days = tries.map((row) => row.attempt.on);
      expect(days).toEqual([...days].sort().reverse());
    }
  });

  test('a decision that made no version stands with the version of its day', () => {
    expect(grew?.versions[0]?.decisions).toMatchObject([{ kinds: ['keep'], on: '2026-08-03' }]);
    expect(selectGrew(family, 's7', '2026-08-31')?.versions[0]?.decisions).toMatchObject([
      { kinds: ['done'] },
    ]);
  });

  test('every reflection of the plan is told once with the step it is of', () => {
    const told = [...family.steps.keys()].flatMap((stepId) => {
      const one = selectGrew(family, stepId, '2026-08-31');
      return [
        ...(one?.versions.flatMap(({ learned }) => learned) ?? []),
        ...(one?.learnedSince ?? []),
      ];
    });
    expect(told.map(({ reflection }) => reflection.id).sort()).toEqual(
      [...family.reflections.keys()].sort(),
    );
  });

  test('on an earlier day it is what was known then', () => {
    const then = selectGrew(family, 's1', '2026-04-20');
    expect(then?.versions.map(({ number }) => number)).toEqual([2, 1]);
    expect(then?.versions[0]?.until).toBeUndefined();
    expect(then?.upcoming.map(({ versionId }) => versionId)).toEqual(['s1v3', 's1v4']);
    expect(then?.status).toBe('trying');
  });

  test('an answer from a newer app is shown as other, and what is not here is left out', () => {
    const tries = [attempt(3, 'aCodeFromLater'), attempt(4, 'worked', { enteredBy: 'renee' })];
    const stepVersions = [version(), version({ id: 'v2', number: 2, from: march(9) })];
    const because = ['elsewhere', tries[1]?.id ?? ''];
    const adjustments = [decision(9, 'smaller', { toVersion: 'v2', because })];
    const grown = selectGrew(plan({ stepVersions, tries, adjustments }), 's1', march(20));
    expect(grown?.versions[1]?.counts).toEqual([
      { outcome: 'worked', times: 1 },
      { outcome: 'other', times: 1 },
    ]);
    expect(grown?.versions[0]?.ledHere?.because).toMatchObject([
      { outcome: 'worked', by: undefined, enteredBy: { name: 'Renee' } },
    ]);
    expect(selectGrew(family, 'no such step', march(1))).toBeUndefined();
  });

  test('what the newest version taught so far stands at the end of the chain', () => {
    const tries = [attempt(3, 'worked')];
    const reflections = [{ id: 'r', tryIds: [tries[0]?.id ?? ''], on: march(4), learned: 'Yes.' }];
    const grown = selectGrew(plan({ tries, reflections }), 's1', march(5));
    expect(grown?.learnedSince).toMatchObject([{ reflection: { learned: 'Yes.' } }]);
    expect(selectGrew(plan({ tries, reflections }), 's1', march(3))?.learnedSince).toEqual([]);
  });
});
