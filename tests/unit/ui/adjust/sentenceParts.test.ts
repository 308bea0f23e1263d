import { describe, expect, it } from 'vitest';
import { changeKinds, standingKinds } from '../../../../src/lib/domain/plan/codes';
import { litPart, sentenceParts } from '../../../../src/lib/ui/adjust/sentenceParts';

describe('the part of the sentence that a kind of change lights', () => {
  it('SUGGEST lights one part for every kind that makes a new sentence', () => {
    for (const kind of changeKinds) expect(sentenceParts).toContain(litPart(kind));
  });

  it('lights nothing where the sentence stays as it is, or the kind is not known', () => {
    for (const kind of standingKinds) expect(litPart(kind)).toBeUndefined();
    expect(litPart('somethingNew')).toBeUndefined();
    expect(litPart(undefined)).toBeUndefined();
  });
});
