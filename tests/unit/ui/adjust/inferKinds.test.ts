import { describe, expect, it } from 'vitest';
import { inferKinds } from '../../../../src/lib/ui/adjust/inferKinds';

const before = { cue: 'Tuesdays at 4', action: 'Teo takes the bus', doers: ['teo'] };

describe('what kind of change it was, when nobody chose one', () => {
  it('PLAN1 tells it from the parts that are different', () => {
    expect(inferKinds(before, { ...before, cue: 'When school ends' })).toEqual(['timing']);
    expect(inferKinds(before, { ...before, backup: 'Thursday' })).toEqual(['backup']);
    expect(inferKinds(before, { ...before, place: 'the gym', doers: ['teo', 'luz'] })).toEqual([
      'handover',
      'place',
    ]);
    expect(
      inferKinds(before, { ...before, helpers: [{ personId: 'benji', mode: 'doWith' }] }),
    ).toEqual(['helper']);
  });

  it('PLAN1 never leaves a change without a kind', () => {
    expect(inferKinds(before, { ...before, hope: 'A place of his own' })).toEqual(['clearer']);
    expect(inferKinds(before, { ...before, helpers: [] })).toEqual(['clearer']);
  });
});
