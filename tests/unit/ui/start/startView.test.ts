import { expect, test } from 'vitest';
import { missingParts } from '../../../../src/lib/domain/plan/sentence';
import { emptyStart, sentenceOfStart } from '../../../../src/lib/ui/start/startView';

test('PLAN2 what was not said stays out of the sentence, and is missed kindly', () => {
  const sentence = sentenceOfStart({
    ...emptyStart('marisol'),
    action: ' Teo puts both feet on the floor ',
    cue: '  ',
  });
  expect(sentence).toEqual({
    action: 'Teo puts both feet on the floor',
    doers: ['marisol'],
    helpers: [],
  });
  expect(missingParts(sentence)).toEqual(['cue', 'backup']);
});

test('PLAN4 how sure we are goes with the sentence once it was said', () => {
  expect(sentenceOfStart({ ...emptyStart(undefined), confidence: 4 }).confidence).toBe(4);
  expect('confidence' in sentenceOfStart(emptyStart(undefined))).toBe(false);
});
