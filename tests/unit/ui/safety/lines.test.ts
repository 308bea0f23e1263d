import { beforeAll, expect, test } from 'vitest';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { linesOf, tel } from '../../../../src/lib/ui/safety/lines';

beforeAll(() => speak('en'));

test('UNSAFE the lines of the country ship with the app until a family writes its own', () => {
  expect(linesOf(undefined).map(({ number }) => number)).toEqual(['911', '988', '1-800-799-7233']);
  expect(linesOf([{ name: 'Notruf', number: '112' }])).toEqual([
    { name: 'Notruf', number: '112', note: '' },
  ]);
  expect(linesOf([])).toEqual([]);
});

test('a phone dials the digits of a number as people write it', () => {
  expect(tel('1-800-799-7233')).toBe('tel:18007997233');
  expect(tel('+52 (55) 5555 0142')).toBe('tel:+525555550142');
});
