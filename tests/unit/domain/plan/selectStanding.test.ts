import { describe, expect, test } from 'vitest';
import { selectGap } from '../../../../src/lib/domain/plan/selectGap';
import { selectStanding } from '../../../../src/lib/domain/plan/selectStanding';
import { attempt, decision, march, plan, step, version } from './family';

describe('GAP: drifting', () => {
  test('one day apart says nothing yet, two have stopped matching since the first', () => {
    const once = step({ tries: [attempt(5, 'didNotHappen')] });
    expect(selectStanding(once, march(6))).toEqual({ state: 'lived' });
    const twice = step({ tries: [attempt(5, 'noHelp'), attempt(7, 'didNotHappen')] });
    expect(selectStanding(twice, march(8))).toEqual({
      state: 'drifting',
      since: march(5),
      allOwnWay: false,
    });
  });

  test('some of it working ends the run; a bad week neither ends nor lengthens it', () => {
    const tries = [
      attempt(2, 'didNotHappen'),
      attempt(3, 'partly'),
      attempt(4, 'didNotHappen'),
      attempt(5, 'notTheWeek'),
    ];
    expect(selectStanding(step({ tries }), march(6))).toEqual({ state: 'lived' });
    expect(
      selectStanding(step({ tries: [...tries, attempt(6, 'noHelp')] }), march(6)),
    ).toMatchObject({ state: 'drifting', since: march(4) });
  });

  test('a decision closes what was before it, its own day included', () => {
    const tries = [attempt(4, 'didNotHappen'), attempt(5, 'didNotHappen')];
    const adjustments = [decision(5, 'resume')];
    expect(selectStanding(step({ tries, adjustments }), march(6))).toEqual({ state: 'lived' });
    const more = [...tries, attempt(6, 'didNotHappen'), attempt(7, 'didNotHappen')];
    expect(selectStanding(step({ tries: more, adjustments }), march(8))).toMatchObject({
      state: 'drifting',
      since: march(6),
    });
  });

  test('the decision that made a version closes nothing of that version', () => {
    const stepVersions = [version(), version({ id: 'v2', number: 2, from: march(10) })];
    const adjustments = [decision(10, 'smaller', { toVersion: 'v2' })];
    const tries = [10, 11].map((date) => attempt(date, 'didNotHappen', { versionId: 'v2' }));
    expect(selectStanding(step({ stepVersions, adjustments, tries }), march(12))).toMatchObject({
      state: 'drifting',
      since: march(10),
    });
  });

  test('a proposal nobody agreed to closes nothing', () => {
    const tries = [attempt(4, 'didNotHappen'), attempt(5, 'didNotHappen')];
    const adjustments = [decision(5, 'smaller', { state: 'proposed' })];
    expect(selectStanding(step({ tries, adjustments }), march(6))?.state).toBe('drifting');
  });

  test('life found its own way unless one of the days was answered "no"', () => {
    const own = [attempt(4, 'ownWay'), attempt(5, 'ownWay', { helped: 'notYet' })];
    expect(selectStanding(step({ tries: own }), march(6))).toMatchObject({ allOwnWay: true });
    for (const last of [attempt(6, 'ownWay', { helped: 'no' }), attempt(6, 'didNotHappen')])
      expect(selectStanding(step({ tries: [...own, last] }), march(6))).toMatchObject({
        state: 'drifting',
        allOwnWay: false,
      });
  });
});

describe('GAP: silent', () => {
  test('fourteen days without a word are fine, the fifteenth asks', () => {
    expect(selectStanding(step(), march(15))).toEqual({ state: 'lived' });
    expect(selectStanding(step(), march(16))).toEqual({ state: 'silent', since: march(1) });
  });

  test('a step expected every ten days may be quiet for twenty', () => {
    const stepVersions = [version({ expectEveryDays: 10 })];
    expect(selectStanding(step({ stepVersions }), march(21))).toEqual({ state: 'lived' });
    expect(selectStanding(step({ stepVersions }), march(22))?.state).toBe('silent');
  });

  test('any word counts, a bad week and a decision too', () => {
    const bad = step({ tries: [attempt(5, 'notTheWeek')] });
    expect(selectStanding(bad, march(20))).toEqual({ state: 'silent', since: march(5) });
    const resumed = step({ adjustments: [decision(9, 'rest'), decision(12, 'resume')] });
    expect(selectStanding(resumed, march(31))).toEqual({ state: 'silent', since: march(12) });
  });

  test('drifting is asked first', () => {
    const tries = [attempt(2, 'noHelp'), attempt(3, 'noHelp')];
    expect(selectStanding(step({ tries }), march(31))?.state).toBe('drifting');
  });
});

describe('GAP: which steps', () => {
  test.each(['keep', 'rest', 'letGo', 'done'])('after "%s" a step is not asked about', (kind) => {
    const reading = plan({ adjustments: [decision(3, kind)] });
    expect(selectGap(reading, march(31))).toEqual({ off: 0, trying: 0, share: null });
    expect(selectGap(reading, march(2))).toEqual({ off: 0, trying: 1, share: 0 });
  });

  test('an idea is not being tried until somebody of the household said yes', () => {
    const idea = { steps: [{ id: 's1', needId: 'n1', status: 'idea' }] };
    expect(selectGap(plan(idea), march(31)).trying).toBe(0);
    const yes = { id: 'g1', versionId: 'v1', by: 'teo', answer: 'yes', on: march(9) };
    const agreed = plan({ ...idea, agreements: [yes] });
    expect(selectGap(agreed, march(8)).trying).toBe(0);
    expect(selectGap(agreed, march(9)).trying).toBe(1);
    const renees = plan({ ...idea, agreements: [{ ...yes, by: 'renee' }] });
    expect(selectGap(renees, march(31)).trying).toBe(0);
  });
});
