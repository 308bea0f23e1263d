import { describe, expect, it } from 'vitest';
import {
  confidences,
  confidenceWord,
  firstKinds,
  ideasNotTried,
  ownWayOf,
  type ConfidenceWord,
} from '../../../../src/lib/ui/adjust/waysToChange';
import { attempt, plan, step, version } from '../../domain/plan/family';

describe('ways to change a step', () => {
  it('SUGGEST offers first what fits the reasons of the tries it comes from', () => {
    const tries = [
      attempt(2, 'didNotHappen', { id: 't1', reasons: ['needHelp'] }),
      attempt(3, 'didNotHappen', { id: 't2', reasons: ['tooBig'] }),
    ];
    expect(firstKinds(step({ tries }), ['t2'])).toEqual(['smaller', 'helper', 'backup']);
    expect(firstKinds(step({ tries }), [])).toEqual([]);
  });

  it('UNSAFE offers nothing after somebody did not feel safe', () => {
    const tries = [attempt(2, 'noHelp', { id: 't1', reasons: ['unsafe'] })];
    expect(firstKinds(step({ tries }), ['t1'])).toEqual([]);
  });

  it('leaves the choices about where a step stands to their own place', () => {
    const tries = [attempt(2, 'didNotHappen', { id: 't1', reasons: ['moreImportant'] })];
    expect(firstKinds(step({ tries }), ['t1'])).toEqual(['timing', 'swap']);
  });

  it('finds what Teo did instead, the newest of the tries named', () => {
    const tries = [
      attempt(2, 'ownWay', { id: 't1', whatWeDidInstead: 'Walked with Andre' }),
      attempt(3, 'ownWay', { id: 't2', whatWeDidInstead: ' ' }),
    ];
    expect(ownWayOf(step({ tries }), ['t1', 't2'])).toBe('Walked with Andre');
    expect(ownWayOf(step({ tries }), ['t2'])).toBeUndefined();
  });

  it('SUGGEST opens the ideas of the need that no sentence says yet', () => {
    const reading = plan({
      stepVersions: [version({ action: 'a call' })],
      strategies: [
        {
          id: 'w1',
          needId: 'n1',
          text: 'Somebody',
          optionsConsidered: ['An alarm', 'A call', 'A ride'],
        },
        { id: 'w2', needId: 'n1', text: 'A later start' },
        { id: 'w3', needId: 'another', text: 'The library' },
      ],
    });
    expect(ideasNotTried(reading, 'n1')).toEqual(['An alarm', 'A ride', 'A later start']);
  });

  it('PLAN4 says confidence in words, and under 7 is not sure', () => {
    for (const word of Object.keys(confidences) as ConfidenceWord[])
      expect(confidenceWord({ action: '', confidence: confidences[word] })).toBe(word);
    expect(confidenceWord({ action: '', confidence: 6.9 })).toBe('notSure');
    expect(confidenceWord({ action: '' })).toBeUndefined();
  });
});
