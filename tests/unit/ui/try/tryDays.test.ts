import { describe, expect, it } from 'vitest';
import { choiceOf, daysOf, troubleWith, type DayChoice } from '../../../../src/lib/ui/try/tryDays';

const today = '2026-05-05';

describe('the day of a try', () => {
  it('PLAN6 offers today, yesterday, another day and one answer for the last few days', () => {
    expect(daysOf('today', today)).toEqual({ on: '2026-05-05' });
    expect(daysOf('yesterday', '2026-03-01')).toEqual({ on: '2026-02-28' });
    expect(daysOf('lastDays', today)).toEqual({ on: '2026-05-03', until: '2026-05-05' });
  });

  it('knows each choice again from its days', () => {
    const choices: DayChoice[] = ['today', 'yesterday', 'another', 'lastDays'];
    for (const choice of choices) expect(choiceOf(daysOf(choice, today), today)).toBe(choice);
    expect(choiceOf({ on: today, until: today }, today)).toBe('today');
  });

  it('PLAN6 never takes a day to come', () => {
    expect(troubleWith({ on: '2026-05-06' }, today)).toBe('ahead');
    expect(troubleWith({ on: today, until: '2026-05-06' }, today)).toBe('ahead');
    expect(troubleWith({ on: today }, today)).toBeUndefined();
  });

  it('says when days are no days, or the wrong way round', () => {
    expect(troubleWith({ on: '' }, today)).toBe('notADay');
    expect(troubleWith({ on: '2026-02-30' }, today)).toBe('notADay');
    expect(troubleWith({ on: '2026-05-04', until: '2026-05-03' }, today)).toBe('order');
  });
});
