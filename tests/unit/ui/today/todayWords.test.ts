import { describe, expect, it } from 'vitest';
import { selectToday } from '../../../../src/lib/domain/plan/selectToday';
import {
  isNear,
  looksOf,
  shortName,
  triesOfDay,
  triesShown,
  whenTried,
} from '../../../../src/lib/ui/today/todayWords';
import { attempt, march, plan, step } from '../../domain/plan/family';

describe('what Today says of a day', () => {
  it('has what was told of the day, also one answer for several', () => {
    const tries = [
      attempt(2, 'worked', { id: 'before' }),
      attempt(4, 'partly', { id: 'several', until: march(6) }),
      attempt(5, 'worked', { id: 'own' }),
    ];
    expect(triesOfDay(step({ tries }), march(5)).map(({ id }) => id)).toEqual(['several', 'own']);
    expect(triesOfDay(undefined, march(5))).toEqual([]);
  });

  it('PLAN6 what was told for yesterday leaves its trace, and one answer for several days says which', () => {
    const tries = [
      attempt(2, 'worked', { id: 'long ago' }),
      attempt(5, 'worked', { id: 'y1' }),
      attempt(5, 'partly', { id: 'y2' }),
    ];
    const [shown, ...others] = triesShown(step({ tries }), march(6));
    expect(shown?.id).toBe('y2');
    expect(others).toEqual([]);
    expect(shown && whenTried(shown, march(6))).toBe('Yesterday');
    expect(triesShown(step({ tries }), march(8))).toEqual([]);
    const several = attempt(4, 'partly', { until: march(6) });
    expect(whenTried(several, march(6)).replace(/\s/gu, ' ')).toBe('March 4 – 6');
  });

  it('UNSAFE shows nothing on an open table of what Luz told about not feeling safe', () => {
    const tries = [attempt(5, 'noHelp', { reasons: ['unsafe'], visibility: 'onlyMe', by: 'luz' })];
    expect(triesOfDay(step({ tries }), march(5))).toEqual([]);
  });

  it('GAP names in the band the steps that need a look, by their cue', () => {
    const tries = [attempt(2, 'didNotHappen'), attempt(3, 'noHelp')];
    const { cards, band } = selectToday(plan({ tries }), march(4));
    const [look] = looksOf(cards, band);
    expect(look?.look).toMatchObject({ kind: 'drifting', since: march(2) });
    expect(look && shortName(look.card.sentence)).toBe('Teo calls from the bus stop');
    expect(looksOf([], band)).toEqual([]);
  });

  it('names a step by its cue, without the mark that ends it', () => {
    expect(shortName({ cue: 'When voices rise, ', action: 'Teo goes' })).toBe('When voices rise');
    expect(shortName({ cue: ' ', action: 'We eat.' })).toBe('We eat');
  });

  it('knows the last few days from longer ago', () => {
    expect(isNear(march(3), march(9))).toBe(true);
    expect(isNear(march(3), march(10))).toBe(false);
  });
});
