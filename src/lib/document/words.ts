import * as Y from 'yjs';
import { spliceBetween, type Splice } from '../domain/plan/mergeText';
import { wellFormed } from './plainJson';
import type { Undo } from './undo';

/** Characters by the writer's client id and clock: they stay the same ones wherever others write around them. */
interface Written {
  readonly client: number;
  readonly clock: number;
  readonly length: number;
}

/** A stretch that was taken out, and what it stood behind. */
interface TakenOut {
  readonly behind: Y.RelativePosition;
  readonly text: string;
}

/** The words as they stand. What is no text (a newer app's picture, say) reads as U+FFFC, so that places are right. */
export const readWords = (words: Y.Text): string => {
  const text = words.toString();
  if (text.length === words.length) return text;
  let whole = '';
  for (let item = words._start; item !== null; item = item.right)
    if (!item.deleted && item.countable)
      whole +=
        item.content instanceof Y.ContentString ? item.content.str : '\uFFFC'.repeat(item.length);
  return whole;
};

/** Makes one splice on words that people edit together (PLAN10). */
export const spliceWords = (words: Y.Text, splice: Splice): Undo => {
  const { index, removed, inserted } = splice;
  const behind = Y.createRelativePositionFromTypeIndex(words, index, -1);
  const text = removed > 0 ? readWords(words).slice(index, index + removed) : '';
  if (removed > 0) words.delete(index, removed);
  const written = insert(words, index, wellFormed(inserted));
  return takeBack(words, [written], text === '' ? [] : [{ behind, text }]);
};

/** Makes the words read `now`, touching only what differs. */
export const setWords = (words: Y.Text, now: string): Undo => {
  return spliceWords(words, spliceBetween(readWords(words), wellFormed(now)));
};

const insert = (words: Y.Text, index: number, text: string): Written => {
  const { clientID, store } = words.doc as Y.Doc;
  const clock = Y.getState(store, clientID);
  if (text !== '') words.insert(index, text);
  return { client: clientID, clock, length: text.length };
};

/** Takes out what still stands of `written`, puts `takenOut` back where it stood. */
const takeBack =
  (words: Y.Text, written: readonly Written[], takenOut: readonly TakenOut[]): Undo =>
  () => {
    const text = readWords(words);
    const out: TakenOut[] = [];
    for (const { index, length } of runsOf(words, written).reverse()) {
      out.unshift({
        behind: Y.createRelativePositionFromTypeIndex(words, index, -1),
        text: text.slice(index, index + length),
      });
      words.delete(index, length);
    }
    // From right to left: two stretches that now stand at one place keep their order.
    const back = [...takenOut].reverse().map(({ behind, text }) => {
      const position = Y.createAbsolutePositionFromRelativePosition(behind, words.doc as Y.Doc);
      return insert(words, position?.index ?? words.length, text);
    });
    return takeBack(words, back, out);
  };

/** Where characters stand now that are still there, as stretches from left to right. */
const runsOf = (
  words: Y.Text,
  written: readonly Written[],
): { index: number; length: number }[] => {
  const runs: { index: number; length: number }[] = [];
  let index = 0;
  for (let item = words._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    for (const { client, clock, length } of written) {
      if (item.id.client !== client) continue;
      const from = Math.max(clock, item.id.clock);
      const to = Math.min(clock + length, item.id.clock + item.length);
      if (from >= to) continue;
      const start = index + from - item.id.clock;
      const last = runs.at(-1);
      if (last && last.index + last.length === start) last.length += to - from;
      else runs.push({ index: start, length: to - from });
    }
    index += item.length;
  }
  return runs;
};
