import { describe, expect, test } from 'vitest';
import { reasons } from '../../../../src/lib/domain/plan/codes';
import type { Try } from '../../../../src/lib/domain/plan/schema';
import {
  suggestAdjustments,
  suggestAfterTry,
  type Suggestions,
} from '../../../../src/lib/domain/plan/suggestAdjustments';
import { attempt, step } from './family';

describe('SUGGEST', () => {
  test.each([
    ['tooBig', ['smaller', 'helper', 'backup']],
    ['unclear', ['clearer', 'smaller']],
    ['timing', ['timing', 'backup']],
    ['dayFull', ['timing', 'smaller', 'backup']],
    ['noCue', ['clearer', 'helper']],
    ['needHelp', ['helper', 'smaller']],
    ['practical', ['helper', 'place', 'backup']],
    ['people', ['backup', 'place', 'helper']],
    ['feelings', ['smaller', 'strength', 'place']],
    ['notUs', ['swap', 'strength', 'handover']],
    ['noPoint', ['swap', 'letGo']],
    ['moreImportant', ['rest', 'timing', 'swap']],
  ])('%s offers %j', (reason, kinds) => {
    expect(suggestAdjustments([reason])).toEqual(kinds);
  });

  test('several reasons take turns by rank, without doubles, the first three', () => {
    expect(suggestAdjustments(['tooBig', 'timing'])).toEqual(['smaller', 'timing', 'helper']);
    expect(suggestAdjustments(['tooBig', 'feelings'])).toEqual(['smaller', 'helper', 'strength']);
    expect(suggestAdjustments(['noPoint', 'notUs', 'unclear'])).toEqual([
      'swap',
      'clearer',
      'letGo',
    ]);
  });

  test('UNSAFE: nothing is suggested when somebody did not feel safe, whatever else they said', () => {
    expect(suggestAdjustments(['unsafe'])).toEqual([]);
    expect(suggestAdjustments(['tooBig', 'unsafe'])).toEqual([]);
    const kinds = suggestAfterTry(step(), attempt(3, 'noHelp', { reasons: ['unsafe'] })).kinds;
    expect(kinds).toEqual([]);
  });

  test('every reason but "I didn\'t feel safe" offers something; an unknown one nothing', () => {
    for (const reason of reasons)
      expect(suggestAdjustments([reason]).length > 0).toBe(reason !== 'unsafe');
    expect(suggestAdjustments(['aCodeFromLater', 'toString'])).toEqual([]);
    expect(suggestAdjustments(['aCodeFromLater', 'noPoint'])).toEqual(['swap', 'letGo']);
  });
});

const after = (...tries: Try[]): Suggestions => {
  const last = tries.at(-1);
  if (!last) throw new Error('There is no try');
  return suggestAfterTry(step({ tries }), last);
};

describe('SUGGEST, after a try', () => {
  test('it did not help: another idea or a strength, never "try harder"', () => {
    expect(after(attempt(3, 'noHelp')).kinds).toEqual(['swap', 'strength']);
    expect(after(attempt(3, 'noHelp', { reasons: ['tooBig'] })).kinds).toEqual([
      'swap',
      'smaller',
      'strength',
    ]);
  });

  test('our own way that helped may become the plan', () => {
    for (const helped of ['yes', 'some'])
      expect(after(attempt(3, 'ownWay', { helped })).makeItThePlan).toBe(true);
    for (const helped of ['no', 'notYet', 'aCodeFromLater'])
      expect(after(attempt(3, 'ownWay', { helped })).makeItThePlan).toBe(false);
    expect(after(attempt(3, 'worked', { helped: 'yes' })).makeItThePlan).toBe(false);
    const unsafe = attempt(3, 'ownWay', { helped: 'yes', reasons: ['unsafe'] });
    expect(after(unsafe).makeItThePlan).toBe(false);
  });

  test('it worked three times in a row, a bad week skipped: grow, lead it, or part of our life', () => {
    const twice = [attempt(3, 'worked'), attempt(4, 'worked')];
    expect(after(...twice).kinds).toEqual([]);
    expect(after(...twice, attempt(5, 'notTheWeek'), attempt(6, 'worked')).kinds).toEqual([
      'grow',
      'handover',
      'keep',
    ]);
    expect(after(...twice, attempt(5, 'partly'), attempt(6, 'worked')).kinds).toEqual([]);
    expect(after(...twice, attempt(6, 'worked'), attempt(7, 'partly')).kinds).toEqual([]);
  });

  test('another version of the step does not count towards the three', () => {
    const other = { versionId: 'v2' };
    const tries = [attempt(3, 'worked', other), attempt(4, 'worked', other), attempt(5, 'worked')];
    expect(after(...tries).kinds).toEqual([]);
  });

  test('a try looked at again later is judged by what was before it', () => {
    const tries = [3, 4, 5, 6].map((date) => attempt(date, 'worked'));
    const [, second, third] = tries;
    const history = step({ tries });
    expect(second && suggestAfterTry(history, second).kinds).toEqual([]);
    expect(third && suggestAfterTry(history, third).kinds).toHaveLength(3);
  });
});
