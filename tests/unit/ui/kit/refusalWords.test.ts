import { beforeAll, expect, test } from 'vitest';
import { m } from '../../../../src/lib/i18n/m.svelte';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { refusalWords } from '../../../../src/lib/ui/kit/refusalWords';

beforeAll(() => speak('en', true));

test('UI2 a refusal says what happened and what to do, with its numbers', () => {
  expect(refusalWords({ kind: 'outOfRange', field: 'confidence', least: 0, most: 10 })).toBe(
    'A number from 0 to 10 fits here.',
  );
  expect(
    refusalWords({ kind: 'outOfRange', field: 'expectEveryDays', least: 1, most: undefined }),
  ).toBe('A number from 1 up fits here.');
  expect(refusalWords({ kind: 'stillNeeded', by: [{ table: 'steps', id: 's1' }] })).toBe(
    'It stays for now: something else in the plan needs it.',
  );
  expect(refusalWords({ kind: 'notKept' })).toBe(m.refusal.notKept);
});
