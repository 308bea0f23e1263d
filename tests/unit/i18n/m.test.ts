import { expect, test } from 'vitest';
import { codeWord } from '../../../src/lib/i18n/codeWord';
import { language } from '../../../src/lib/i18n/language.svelte';
import { m as early } from '../../../src/lib/i18n/early';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';

test('words are asked for only after a language is spoken', () => {
  expect(() => m.home.start).toThrow();
});

test('the words turn with the language', async () => {
  await speak('en', true);
  expect(m.codes.outcome.didNotHappen).toBe('It didn’t happen this time');
  await speak('es', true);
  expect(language.now).toBe('es');
  expect(m.codes.outcome.didNotHappen).toBe('Esta vez no se dio');
});

test('where only early words are sure to be here, late ones do not compile', async () => {
  await speak('en', false);
  expect(early.today.title).toBe('Today');
  // @ts-expect-error: Today would fall over it, and nobody but the compiler would know.
  expect(() => early.how).toThrow('too early');
});

test('a code that this version does not know reads as something else, and absence as nothing', async () => {
  await speak('en', true);
  expect(codeWord(m.codes.reason, 'tooBig')).toBe('The step was too big');
  expect(codeWord(m.codes.reason, 'fromTheFuture')).toBe('Something else');
  expect(codeWord(m.codes.reason, 'constructor')).toBe('Something else');
  expect(codeWord(m.codes.reason, undefined)).toBe('');
});
