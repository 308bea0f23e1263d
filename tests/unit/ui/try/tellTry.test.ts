import { describe, expect, it } from 'vitest';
import { answersOf, knownOutcome, withOutcome, withSaid } from '../../../../src/lib/ui/try/tellTry';

describe('telling a try', () => {
  it('keeps words and who may see them when Teo changes his answer, and drops what is no longer asked', () => {
    const told = withOutcome(
      {
        helpedBy: ['goodTime'],
        helped: 'yes',
        words: 'Coach let me keep time.',
        visibility: 'team',
      },
      'didNotHappen',
    );
    expect(told).toEqual({
      outcome: 'didNotHappen',
      words: 'Coach let me keep time.',
      visibility: 'team',
    });
  });

  it('UNSAFE keeps that Luz did not feel safe, whatever else she changes', () => {
    expect(withOutcome({ reasons: ['people', 'unsafe'] }, 'worked').reasons).toEqual(['unsafe']);
    expect(withOutcome({ reasons: ['people', 'unsafe'] }, 'noHelp').reasons).toEqual([
      'people',
      'unsafe',
    ]);
    expect(withOutcome({ reasons: ['people'] }, 'worked')).not.toHaveProperty('reasons');
  });

  it('takes out what is said as nothing', () => {
    const told = withSaid({ outcome: 'worked', helped: 'yes' }, { helped: undefined } as never);
    expect(told).toEqual({ outcome: 'worked' });
  });

  it('reads an earlier try as answers, with nothing of its own left out', () => {
    const { id, versionId, on, by, ...answers } = {
      id: 't',
      versionId: 'v',
      on: '2026-05-05',
      by: 'teo',
      outcome: 'ownWay',
      whatWeDidInstead: 'Walked with Andre',
      helped: 'yes',
      visibility: 'team',
    };
    expect(answersOf({ id, versionId, on, by, ...answers })).toEqual(answers);
  });

  it('takes an answer that this version does not know as a week that says nothing', () => {
    expect(knownOutcome('somethingNew')).toBe('notTheWeek');
    expect(knownOutcome('partly')).toBe('partly');
  });
});
