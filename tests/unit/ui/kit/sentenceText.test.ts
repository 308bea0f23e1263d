import { expect, test } from 'vitest';
import { saidIn, sentenceText } from '../../../../src/lib/ui/kit/sentenceText';

const ride = {
  cue: 'When Mr. Hollis honks at 6:55',
  action: 'Teo gets in the car',
  backup: 'If Mr. Hollis is away, Teo takes the 7:20 bus',
  says: {
    es: { cue: 'Cuando el señor Hollis toca el claxon', action: 'Teo se sube al carro' },
    pt: { cue: 'Quando' },
  },
};

test('PLAN2 a step reads as people say it: the cue in its own words, then what is done', () => {
  expect(sentenceText(ride, 'en')).toBe('When Mr. Hollis honks at 6:55, Teo gets in the car.');
  expect(sentenceText(ride, 'en', 'Plan B')).toBe(
    'When Mr. Hollis honks at 6:55, Teo gets in the car. Plan B: If Mr. Hollis is away, Teo takes the 7:20 bus.',
  );
});

test('a sentence that a person wrote in Spanish is said in Spanish, and says so', () => {
  expect(sentenceText(ride, 'es')).toBe(
    'Cuando el señor Hollis toca el claxon, Teo se sube al carro.',
  );
  expect(saidIn(ride, 'es').lang).toBe('es');
  expect(saidIn(ride, 'en').lang).toBeUndefined();
});

test('what has a mark at its end gets no second one', () => {
  expect(sentenceText({ cue: 'The night before,', action: 'he texts “ride?”' }, 'en')).toBe(
    'The night before, he texts “ride?”',
  );
  expect(sentenceText({ cue: 'Now!', action: 'go' }, 'en')).toBe('Now! go.');
});

test('PLAN2 parts may stay empty', () => {
  expect(sentenceText({ action: 'we eat together' }, 'en')).toBe('We eat together.');
  expect(sentenceText({ cue: 'On Sundays', action: ' ' }, 'en')).toBe('On Sundays');
  expect(sentenceText({ action: 'we eat', backup: '' }, 'en', 'Plan B')).toBe('We eat.');
});
