import { describe, expect, test } from 'vitest';
import { selectMend } from '../../../../src/lib/domain/plan/selectMend';
import { attempt, decision, march, plan, version } from './family';

const run = [attempt(4, 'didNotHappen'), attempt(6, 'ownWay')];

describe('MEND', () => {
  test('counts from the day a step stopped matching to the next decision, whatever it is', () => {
    for (const kind of ['smaller', 'rest', 'letGo', 'done'])
      expect(selectMend(plan({ tries: run, adjustments: [decision(9, kind)] }), march(9))).toEqual({
        times: 1,
        medianDays: 5,
        open: 0,
      });
  });

  test('is open until somebody decides', () => {
    const reading = plan({ tries: run, adjustments: [decision(9, 'smaller')] });
    expect(selectMend(reading, march(8))).toEqual({ times: 0, medianDays: null, open: 1 });
  });

  test('tries on the day of the decision still belong to what it answers', () => {
    const tries = [attempt(8, 'noHelp'), attempt(9, 'noHelp')];
    const reading = plan({ tries, adjustments: [decision(9, 'swap')] });
    expect(selectMend(reading, march(9))).toMatchObject({ times: 1, medianDays: 1 });
  });

  test('one a version: a second decision on the same version counts no more', () => {
    const tries = [...run, attempt(12, 'noHelp'), attempt(13, 'noHelp')];
    const adjustments = [decision(9, 'resume'), decision(20, 'swap')];
    expect(selectMend(plan({ tries, adjustments }), march(31))).toMatchObject({ times: 1 });
  });

  test('what was tried after the decision changes nothing of it', () => {
    const tries = [...run, attempt(10, 'worked')];
    const reading = plan({ tries, adjustments: [decision(9, 'resume')] });
    expect(selectMend(reading, march(20))).toEqual({ times: 1, medianDays: 5, open: 0 });
  });

  test('a version that was never agreed is not mended', () => {
    const stepVersions = [version(), version({ id: 'v2', number: 2, from: march(3) })];
    const adjustments = [
      decision(3, 'swap', { toVersion: 'v2', state: 'proposed' }),
      decision(9, 'smaller'),
    ];
    const tries = [4, 5].map((date) => attempt(date, 'noHelp', { versionId: 'v2' }));
    expect(selectMend(plan({ stepVersions, adjustments, tries }), march(20)).times).toBe(0);
  });

  test('a decision on the day the version began answers nothing of it', () => {
    const adjustments = [decision(1, 'smaller')];
    expect(selectMend(plan({ tries: run, adjustments }), march(9))).toMatchObject({ times: 0 });
  });

  test('between two in the middle the median is half-way', () => {
    const stepVersions = [version(), version({ id: 'v2', number: 2, from: march(9) })];
    const tries = [
      ...run,
      attempt(11, 'noHelp', { versionId: 'v2' }),
      attempt(12, 'noHelp', { versionId: 'v2' }),
    ];
    const adjustments = [decision(9, 'smaller', { toVersion: 'v2' }), decision(19, 'swap')];
    expect(selectMend(plan({ stepVersions, tries, adjustments }), march(31))).toMatchObject({
      times: 2,
      medianDays: 6.5,
    });
  });
});
