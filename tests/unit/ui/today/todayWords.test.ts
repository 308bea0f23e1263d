import { describe, expect, it } from 'vitest';
import { selectToday } from '../../../../src/lib/domain/plan/selectToday';
import { isNear, looksOf, shortName, triesOfDay } from '../../../../src/lib/ui/today/todayWords';
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
