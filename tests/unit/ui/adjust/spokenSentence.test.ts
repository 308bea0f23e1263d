import { describe, expect, it } from 'vitest';
import type { Sentence } from '../../../../src/lib/domain/plan/sentence';
import { spokenSentence, withChange } from '../../../../src/lib/ui/adjust/spokenSentence';

const ride: Sentence = {
  cue: 'When Mr. Hollis honks at 6:55',
  action: 'Teo gets in the car',
  backup: 'the 7:20 bus',
  doers: ['teo'],
  says: { es: { cue: 'Cuando el señor Hollis toca el claxon', action: 'Teo se sube al carro' } },
};

describe('a sentence that is said in two languages', () => {
  it('stands in the words that somebody wrote for the language on screen', () => {
    expect(spokenSentence(ride, 'es')).toMatchObject({
      cue: 'Cuando el señor Hollis toca el claxon',
      action: 'Teo se sube al carro',
      doers: ['teo'],
    });
    expect(spokenSentence(ride, 'es')).not.toHaveProperty('backup');
    expect(spokenSentence(ride, 'en')).toBe(ride);
  });

  it('PLAN2 lets go of a translation that no longer says the same', () => {
    const next = withChange(ride, { action: 'Teo waits at the curb' }, ride, 'en');
    expect(next).not.toHaveProperty('says');
    expect(next).toMatchObject({ cue: ride.cue, action: 'Teo waits at the curb' });
  });

  it('goes on in Spanish when Teo changes it in Spanish', () => {
    const next = withChange(ride, { action: 'Teo espera en la puerta' }, ride, 'es');
    expect(next.cue).toBe('Cuando el señor Hollis toca el claxon');
    expect(next.action).toBe('Teo espera en la puerta');
  });

  it('keeps a translation that was written anew, and one where only the people changed', () => {
    const anew: Sentence = { ...ride, says: { es: { action: 'Teo espera al señor Hollis' } } };
    expect(withChange(anew, { action: 'Teo waits' }, ride, 'en').says).toEqual(anew.says);
    expect(withChange(ride, { doers: ['luz'] }, ride, 'en').says).toEqual(ride.says);
  });
});
