import { expect, test } from 'vitest';
import {
  questionAfter,
  questionBefore,
  questionOf,
  questions,
  type Question,
} from '../../../../src/lib/ui/start/questions';

test('every question can be gone through to the end and back', () => {
  const gone: Question[] = ['who'];
  while (gone.at(-1) !== 'agree') gone.push(questionAfter(gone.at(-1) ?? 'agree', true));
  expect(gone).toEqual(questions);
  let at: Question | undefined = 'agree';
  const back: Question[] = [];
  for (; at; at = questionBefore(at, true)) back.push(at);
  expect(back).toEqual([...questions].reverse().slice(0, -1));
});

test('without a step nothing is asked about it', () => {
  expect(questionAfter('action', false)).toBe('agree');
  expect(questionBefore('agree', false)).toBe('action');
});

test('an address opens its question, and none before there is a plan', () => {
  expect(questionOf('need', 'plan')).toBe('need');
  expect(questionOf('need', undefined)).toBe('who');
  expect(questionOf(undefined, 'plan')).toBe('vision');
  expect(questionOf('who', 'plan')).toBe('vision');
  expect(questionOf('constructor', 'plan')).toBe('vision');
});
