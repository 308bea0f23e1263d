import { describe, expect, test } from 'vitest';
import { selectFit } from '../../../../src/lib/domain/plan/selectFit';
import type { Try } from '../../../../src/lib/domain/plan/schema';
import { attempt, march, step, version } from './family';

const fit = (...tries: Try[]): unknown => selectFit(step({ tries }), march(31));
const three = (outcome: string, more: Partial<Try> = {}): unknown =>
  fit(attempt(2, outcome, more), attempt(3, outcome, more), attempt(4, outcome, more));

describe('FIT', () => {
  test('two tries are too few: still learning', () => {
    expect(fit(attempt(2, 'worked'), attempt(3, 'worked'))).toEqual({
      word: 'stillLearning',
      tries: 2,
    });
  });

  test("a week that wasn't a good one, or an answer from a newer app, is no try", () => {
    expect(
      fit(
        attempt(2, 'worked'),
        attempt(3, 'worked'),
        attempt(4, 'notTheWeek'),
        attempt(5, 'later'),
      ),
    ).toEqual({ word: 'stillLearning', tries: 2 });
  });

  test.each([
    ['worked', 'fits', 1, 1],
    ['partly', 'rethink', 0.5, 0.5],
    ['noHelp', 'doableNotHelping', 1, 0],
    ['didNotHappen', 'rethink', 0, null],
  ])('three times %s: %s', (outcome, word, does, help) => {
    expect(three(outcome)).toEqual({ word, tries: 3, do: does, help });
  });

  test('three times our own way, and nobody said whether it helped: still learning', () => {
    expect(three('ownWay')).toEqual({ word: 'stillLearning', tries: 3 });
    expect(three('ownWay', { helped: 'notYet' })).toEqual({ word: 'stillLearning', tries: 3 });
  });

  test('our own way that helped: it helps when it happens', () => {
    expect(three('ownWay', { helped: 'yes' })).toEqual({
      word: 'helpsWhenItHappens',
      tries: 3,
      do: 0.5,
      help: 1,
    });
  });

  test('what a person says of help stands before what the outcome suggests', () => {
    expect(three('worked', { helped: 'no' })).toMatchObject({ word: 'doableNotHelping', help: 0 });
    expect(three('worked', { helped: 'notYet' })).toMatchObject({ word: 'stillLearning' });
    expect(three('noHelp', { helped: 'some' })).toMatchObject({ help: 0.5 });
    expect(three('didNotHappen', { helped: 'yes' })).toMatchObject({ help: null });
    expect(three('worked', { helped: 'aCodeFromLater' })).toMatchObject({ word: 'stillLearning' });
  });

  test('exactly .6 of both is enough', () => {
    const tries = ['worked', 'worked', 'partly', 'partly', 'didNotHappen'];
    expect(fit(...tries.map((outcome, at) => attempt(2 + at, outcome)))).toEqual({
      word: 'fits',
      tries: 5,
      do: 0.6,
      help: 0.75,
    });
  });

  test('only the five newest count', () => {
    const old = [2, 3, 4].map((date) => attempt(date, 'didNotHappen'));
    const recent = [5, 6, 7, 8, 9].map((date) => attempt(date, 'worked'));
    expect(fit(...recent, ...old)).toEqual({ word: 'fits', tries: 5, do: 1, help: 1 });
  });

  test('only the version of the day counts, and only what had been tried by then', () => {
    const stepVersions = [version(), version({ id: 'v2', number: 2, from: march(10) })];
    const tries = [2, 3, 4].map((date) => attempt(date, 'worked'));
    const history = step({ stepVersions, tries });
    expect(selectFit(history, march(3))?.tries).toBe(2);
    expect(selectFit(history, march(9))?.word).toBe('fits');
    expect(selectFit(history, march(10))).toEqual({ word: 'stillLearning', tries: 0 });
    expect(selectFit(step(), '2026-02-28')).toBeUndefined();
  });
});
