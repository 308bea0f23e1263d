import { describe, expect, it } from 'vitest';
import { yourWords } from '../../../../src/lib/ui/step/yourWord';
import { attempt, decision, march, plan, version } from '../../domain/plan/family';

const told = attempt(3, 'didNotHappen', { id: 't1', by: 'teo' });
const after = (more: Parameters<typeof decision>[2]) =>
  plan({
    stepVersions: [
      version(),
      version({ id: 'v2', number: 2, action: 'Teo texts', from: march(6) }),
    ],
    tries: [told],
    adjustments: [decision(6, 'smaller', { id: 'a1', toVersion: 'v2', because: ['t1'], ...more })],
  });

describe('"Your word changed this"', () => {
  it('tells Teo that what he said led to a new sentence, by an idea of Abuela Chelo', () => {
    expect(yourWords(after({ proposedBy: 'chelo' }), 'teo', march(7))).toEqual([
      { stepId: 's1', adjustmentId: 'a1', on: march(3) },
    ]);
  });

  it('PLAN16 tells nobody else, and not Teo when the idea was his own', () => {
    expect(yourWords(after({ proposedBy: 'chelo' }), 'marisol', march(7))).toEqual([]);
    expect(yourWords(after({ proposedBy: 'teo' }), 'teo', march(7))).toEqual([]);
  });

  it('waits for the agreement, and is news for two weeks', () => {
    expect(yourWords(after({ proposedBy: 'chelo', state: 'proposed' }), 'teo', march(7))).toEqual(
      [],
    );
    expect(yourWords(after({ proposedBy: 'chelo' }), 'teo', march(5))).toEqual([]);
    expect(yourWords(after({ proposedBy: 'chelo' }), 'teo', march(20))).toHaveLength(1);
    expect(yourWords(after({ proposedBy: 'chelo' }), 'teo', march(21))).toEqual([]);
  });

  it('is about sentences: pausing a step is no such news', () => {
    const paused = plan({
      tries: [told],
      adjustments: [decision(6, 'rest', { because: ['t1'], proposedBy: 'chelo' })],
    });
    expect(yourWords(paused, 'teo', march(7))).toEqual([]);
  });
});
