import { describe, expect, it } from 'vitest';
import { readAdjusting, type Adjusting } from '../../../../src/lib/ui/adjust/adjusting';

describe('a sentence being changed', () => {
  it('comes back as it was kept', () => {
    const kept: Adjusting = {
      from: 'v1',
      sentence: { action: 'Teo calls', doers: ['teo'] },
      kinds: ['smaller'],
      because: ['t1'],
      learned: 'He gets up for a person.',
    };
    expect(readAdjusting(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it('is nothing where something else was kept', () => {
    expect(readAdjusting(undefined)).toBeUndefined();
    expect(readAdjusting({ sentence: { cue: 'At 6' }, kinds: [] })).toBeUndefined();
  });
});
