import { beforeAll, expect, test } from 'vitest';
import { speak } from '../../../../src/lib/i18n/words.svelte';
import { tieWords } from '../../../../src/lib/ui/people/tieWords';

beforeAll(() => speak('en'));

test('a tie is said in words: how strong, what it gives, and strain', () => {
  const tie = { id: 'tie', personId: 'grady', strength: 'weak', energy: 'takes', stressful: true };
  expect(tieWords(tie)).toBe('A thin tie, takes strength, there is strain right now');
  expect(tieWords({ id: 'tie', personId: 'chelo', strength: 'strong' })).toBe('A strong tie');
  expect(tieWords(undefined)).toBe('');
});
