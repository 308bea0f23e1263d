import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinLines, splitLines } from '../../../../src/lib/domain/plan/lines';
import { applySplice, mergeSplice, spliceBetween } from '../../../../src/lib/domain/plan/mergeText';

const words = fc.string({ unit: 'grapheme', maxLength: 30 });

test('a list of lines comes back as it was, whatever stands in its items', () => {
  const item = fc.oneof(words, fc.constantFrom('', '\n', '\\', '\\n', 'a\nb', '\\\\n\n'));
  fc.assert(
    fc.property(fc.array(item), (items) => {
      expect(splitLines(joinLines(items))).toEqual(items);
    }),
  );
});

test('a last line that nobody ended counts', () => {
  expect(splitLines('Doors\nTeo stops eating with us')).toEqual([
    'Doors',
    'Teo stops eating with us',
  ]);
});

test('the splice between two texts turns the one into the other', () => {
  fc.assert(
    fc.property(words, words, (was, now) => {
      expect(applySplice(was, spliceBetween(was, now))).toBe(now);
    }),
  );
});

test('no splice cuts an emoji in two', () => {
  fc.assert(
    fc.property(words, words, (was, now) => {
      const { index, removed, inserted } = spliceBetween(was, now);
      const whole = (text: string): boolean => text.isWellFormed();
      expect([was.slice(0, index), was.slice(index + removed), inserted].every(whole)).toBe(true);
    }),
  );
});

test('PLAN10: where nobody else wrote meanwhile, the words are as their writer left them', () => {
  fc.assert(
    fc.property(words, words, (was, now) => {
      expect(applySplice(was, mergeSplice(was, was, now))).toBe(now);
    }),
  );
});

test('PLAN10: two people who add words at once both keep their words', () => {
  const mark = fc.constantFrom('«Marisol»', '«Teo»');
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), mark, (was, here, there, first) => {
      const second = first === '«Teo»' ? '«Marisol»' : '«Teo»';
      const put = (text: string, at: number, what: string): string => {
        const letters = [...text];
        letters.splice(at % (letters.length + 1), 0, what);
        return letters.join('');
      };
      const current = put(was, here, first);
      const merged = applySplice(current, mergeSplice(current, was, put(was, there, second)));
      expect(merged).toContain(first);
      expect(merged).toContain(second);
      expect(merged.length).toBe(was.length + first.length + second.length);
    }),
  );
});

test('PLAN10: words that another person put in are never taken out by an edit that did not see them', () => {
  fc.assert(
    fc.property(words, words, fc.nat(), (was, now, place) => {
      const at = place % (was.length + 1);
      if (was.charCodeAt(at) >= 0xdc00 && was.charCodeAt(at) <= 0xdfff) return;
      const current = `${was.slice(0, at)}«Luz»${was.slice(at)}`;
      const merged = applySplice(current, mergeSplice(current, was, now));
      // A deletion around the place keeps the words too.
      expect(merged).toContain('«Luz»');
    }),
  );
});
