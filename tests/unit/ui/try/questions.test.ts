import { describe, expect, it } from 'vitest';
import { outcomes } from '../../../../src/lib/domain/plan/codes';
import { hasWords, isAnswered, isUnsafe, questionsFor } from '../../../../src/lib/ui/try/questions';

describe('what is asked after an answer', () => {
  it('PLAN6 asks about the plan after every answer, who may see it last', () => {
    for (const outcome of outcomes) {
      const asked = questionsFor(outcome);
      expect(asked.at(-1)).toBe('visibility');
      expect(new Set(asked).size).toBe(asked.length);
      expect(asked).toContain('words');
    }
  });

  it('SUGGEST asks what made it work after what worked, in part or our own way, and only then', () => {
    expect(outcomes.filter((outcome) => questionsFor(outcome).includes('helpedBy'))).toEqual([
      'worked',
      'partly',
      'ownWay',
    ]);
  });

  it('asks Teo what got in the way where something did, and what he did instead', () => {
    expect(questionsFor('didNotHappen').slice(0, 2)).toEqual(['reasons', 'instead']);
    expect(questionsFor('noHelp')[0]).toBe('reasons');
    expect(questionsFor('ownWay')[0]).toBe('instead');
    expect(questionsFor('notTheWeek')).not.toContain('reasons');
  });

  it('knows blank words from words, and chips from no chips', () => {
    expect(isAnswered('words', { words: '  ' })).toBe(false);
    expect(isAnswered('words', { words: 'He laughed.' })).toBe(true);
    expect(isAnswered('reasons', { reasons: [] })).toBe(false);
    expect(isAnswered('helped', {})).toBe(false);
    expect(hasWords({ whatWeDidInstead: 'Walked with Andre' })).toBe(true);
    expect(hasWords({ reasons: ['tooBig'] })).toBe(false);
  });

  it('UNSAFE hears it among other reasons', () => {
    expect(isUnsafe({ reasons: ['tooBig', 'unsafe'] })).toBe(true);
    expect(isUnsafe({ reasons: ['tooBig'] })).toBe(false);
  });
});
