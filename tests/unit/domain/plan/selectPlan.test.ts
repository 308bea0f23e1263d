import { describe, expect, test } from 'vitest';
import vega from '../../../../src/lib/app/examples/vega.json';
import { selectPeople } from '../../../../src/lib/domain/plan/selectPeople';
import { selectPlan } from '../../../../src/lib/domain/plan/selectPlan';
import { selectRecord } from '../../../../src/lib/domain/plan/selectRecord';
import { attempt, decision, march, people, plan, version } from './family';
import { readFile } from './readFile';

const family = readFile(vega);
const day = '2026-08-31';

describe('Plan: written beside lived', () => {
  const page = selectPlan(family, day);

  test('needs stand by rank with their steps', () => {
    expect(page.needs.map(({ need, steps }) => [need.id, steps.map((s) => s.stepId)])).toEqual([
      ['n-mornings', ['s1', 's7']],
      ['n-evenings', ['s2', 's5']],
      ['n-luz', ['s3']],
      ['n-belong', ['s4']],
      ['n-rest', ['s6']],
    ]);
    expect(page.stepsWithoutNeed).toEqual([]);
    expect(page.vision).toMatch(/Mornings without yelling/);
  });

  test('beside each sentence stands how it is lived', () => {
    expect(page.needs[0]?.steps[0]).toMatchObject({
      stepId: 's1',
      status: 'partOfLife',
      versionNumber: 4,
      lived: { fit: { word: 'fits', tries: 5 }, lookTogether: undefined },
    });
    const tried = family.steps.get('s1')?.tries.filter(({ versionId }) => versionId === 's1v4');
    const counted = page.needs[0]?.steps[0]?.lived.counts.reduce((sum, one) => sum + one.times, 0);
    expect(counted).toBe(tried?.length);
  });

  test('strengths stand with the person whose they are', () => {
    expect(
      page.strengths.map(({ person, strengths }) => [person.name, strengths.map(({ id }) => id)]),
    ).toEqual([
      ['Luz Vega', ['g3']],
      ['Marisol Vega', ['g2']],
      ['Teo Vega', ['g1', 'g4']],
    ]);
  });

  test('a step whose need is gone is not lost, and neither is a strength whose person is gone', () => {
    const reading = plan({
      needs: [],
      strengths: [{ id: 'g', whose: 'nobody', text: 'Keeps time' }],
    });
    const { needs, stepsWithoutNeed, strengths } = selectPlan(reading, march(2));
    expect(needs).toEqual([]);
    expect(stepsWithoutNeed).toMatchObject([{ stepId: 's1', status: 'trying' }]);
    expect(strengths).toMatchObject([{ person: { id: 'nobody', name: '' } }]);
  });

  test('an idea has its words or none yet; a step for later says when it begins', () => {
    const ideas = plan({
      steps: [
        { id: 's1', needId: 'n1', status: 'idea', rank: 1 },
        { id: 's2', needId: 'n1', status: 'idea', rank: 2 },
        { id: 's3', needId: 'n1', rank: 3 },
      ],
      stepVersions: [version(), version({ id: 'v3', stepId: 's3', from: march(20) })],
    });
    expect(selectPlan(ideas, march(5)).needs[0]?.steps).toMatchObject([
      { status: 'idea', version: { versionId: 'v1' } },
      { status: 'idea', version: undefined },
      { status: undefined, begins: march(20), version: { versionId: 'v3' }, lived: { counts: [] } },
    ]);
  });

  test('other ways we thought of stand with their need until a step comes from them', () => {
    const strategies = [
      { id: 'st1', needId: 'n1', text: 'Somebody who comes by' },
      { id: 'st2', needId: 'n1', text: 'An alarm clock' },
    ];
    const steps = [{ id: 's1', needId: 'n1', strategyId: 'st1' }];
    const [need] = selectPlan(plan({ strategies, steps }), march(2)).needs;
    expect(need?.untriedIdeas.map(({ id }) => id)).toEqual(['st2']);
  });
});

describe('People', () => {
  test('the household comes first, then everyone by support type', () => {
    const page = selectPeople(family, day);
    expect(page.household.map(({ person }) => person.id)).toEqual(['luz', 'marisol', 'teo']);
    expect(
      page.support.map((one) => [one.supportType, one.people.map(({ person }) => person.id)]),
    ).toEqual([
      ['natural', ['chelo', 'hollis', 'ines']],
      ['community', ['benji']],
      ['paid', ['sato', 'whitcomb', 'grady', 'patrice', 'renee']],
    ]);
    expect(page.gone).toEqual([]);
  });

  test('each with the steps they are part of, now or before, and how they stand to us', () => {
    const page = selectPeople(family, day);
    const of = (id: string) =>
      [...page.household, ...page.support.flatMap((one) => one.people)].find(
        ({ person }) => person.id === id,
      );
    expect(of('ines')).toMatchObject({
      tie: { strength: 'strong' },
      helpsIn: [{ stepId: 's6', as: 'helper', mode: 'doFor', now: true }],
    });
    expect(of('chelo')?.helpsIn.map(({ stepId, as, now }) => [stepId, as, now])).toEqual([
      ['s1', 'helper', false],
      ['s3', 'helper', true],
      ['s5', 'doer', false],
    ]);
    expect(of('whitcomb')?.helpsIn).toEqual([]);
  });

  test('PLAN13: Renee has gone, and what she helped in stays', () => {
    const gone = { ...people[3], leftOn: march(20) };
    const helped = version({ helpers: [{ personId: 'renee', mode: 'doWith' }] });
    const reading = plan({ people: [...people.slice(0, 3), gone], stepVersions: [helped] });
    expect(selectPeople(reading, march(19)).gone).toEqual([]);
    expect(selectPeople(reading, march(20))).toMatchObject({
      support: [{ supportType: 'natural' }],
      gone: [{ person: { id: 'renee' }, helpsIn: [{ stepId: 's1', mode: 'doWith' }] }],
    });
  });

  test('a support type from a newer app is shown as other', () => {
    const reading = plan({ people: [{ id: 'x', name: 'X', supportType: 'aCodeFromLater' }] });
    expect(selectPeople(reading, march(1)).support).toMatchObject([{ supportType: 'other' }]);
  });
});

describe('The record', () => {
  test('has the steps the Vegas live by need, with their last change', () => {
    const record = selectRecord(family, day);
    expect(record.needs.map(({ needId, steps }) => [needId, steps.map((s) => s.stepId)])).toEqual([
      ['n-mornings', ['s1']],
      ['n-evenings', ['s2', 's5']],
      ['n-luz', ['s3']],
      ['n-belong', ['s4']],
      ['n-rest', ['s6']],
    ]);
    expect(record.household).toEqual(['Luz Vega', 'Marisol Vega', 'Teo Vega']);
    expect(record.needs[0]?.steps[0]?.lastChange).toMatchObject({
      kinds: ['keep'],
      on: '2026-08-03',
    });
    expect(record.callFirst[0]).toEqual({ name: 'Abuela Chelo', phone: '555-0142' });
  });

  test('the next look is the first look while that is to come, else the next meeting', () => {
    const meetings = [
      { id: 'm1', on: march(2), attendees: [], nextOn: march(16) },
      { id: 'm2', on: march(16), attendees: [], nextOn: march(30) },
    ];
    const stepVersions = [version({ firstLookOn: march(9) })];
    const next = (date: number): string | undefined =>
      selectRecord(plan({ stepVersions, meetings }), march(date)).needs[0]?.steps[0]?.nextLook;
    expect([9, 10, 16, 17, 31].map(next)).toEqual([
      march(9),
      march(16),
      march(16),
      march(30),
      undefined,
    ]);
  });

  test('what was let go, is done or only an idea is not on paper; what is paused is', () => {
    const onPaper = (kind: string): number =>
      selectRecord(plan({ adjustments: [decision(3, kind)] }), march(5)).needs.length;
    expect(['letGo', 'done', 'rest', 'keep'].map(onPaper)).toEqual([0, 0, 1, 1]);
    const idea = plan({ steps: [{ id: 's1', needId: 'n1', status: 'idea' }] });
    expect(selectRecord(idea, march(5)).needs).toEqual([]);
  });

  test('PLAN16: counts nothing by person', () => {
    const tries = [attempt(3, 'didNotHappen', { by: 'teo' })];
    const before = selectRecord(plan({ tries }), march(5));
    const other = selectRecord(plan({ tries: [{ ...tries[0], by: 'marisol' }] }), march(5));
    expect(before).toEqual(other);
  });
});
