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

/** A stretch that was taken out, which characters it was, and what it stood behind. */
interface TakenOut {
  readonly behind: Y.RelativePosition;
  readonly text: string;
  readonly were: readonly Written[];
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
  const out = removed > 0 ? [takeOut(words, index, removed)] : [];
  return takeBack(words, [insert(words, index, wellFormed(inserted))], out);
};

/** Makes the words read `now`, touching only what differs. */
export const setWords = (words: Y.Text, now: string): Undo =>
  spliceWords(words, spliceBetween(readWords(words), wellFormed(now)));

const docOf = (words: Y.Text): Y.Doc => words.doc as Y.Doc;

const insert = (words: Y.Text, index: number, text: string): Written => {
  const { clientID, store } = docOf(words);
  const clock = Y.getState(store, clientID);
  if (text !== '') words.insert(index, text);
  return { client: clientID, clock, length: text.length };
};

const takeOut = (words: Y.Text, index: number, length: number): TakenOut => {
  const behind = Y.createRelativePositionFromTypeIndex(words, index, -1);
  const text = readWords(words).slice(index, index + length);
  const were: Written[] = [];
  for (const item of standingItems(words)) {
    const from = Math.max(index, item.at);
    const to = Math.min(index + length, item.at + item.length);
    if (from < to)
      were.push({ client: item.client, clock: item.clock + from - item.at, length: to - from });
  }
  words.delete(index, length);
  return { behind, text, were };
};

/** Takes out what still stands of `written`, puts `takenOut` back where it stood. */
const takeBack =
  (words: Y.Text, written: readonly Written[], takenOut: readonly TakenOut[]): Undo =>
  () => {
    const now = written.flatMap((stretch) => reborn(words, stretch));
    const out = runsOf(words, now)
      .reverse()
      .map(({ index, length }) => takeOut(words, index, length))
      .reverse();
    // From right to left: two stretches that now stand at one place keep their order.
    const back = [...takenOut].reverse().map(({ behind, text, were }) => {
      const position = Y.createAbsolutePositionFromRelativePosition(behind, docOf(words));
      const again = insert(words, position?.index ?? words.length, text);
      noteReborn(words, were, again);
      return again;
    });
    return takeBack(words, back, out);
  };

/** The items of a text that hold characters now, and where they stand. */
const standingItems = function* (words: Y.Text): Generator<Written & { readonly at: number }> {
  let at = 0;
  for (let item = words._start; item !== null; item = item.right) {
    if (item.deleted || !item.countable) continue;
    const { length } = item;
    yield { client: item.id.client, clock: item.id.clock, length, at };
    at += length;
  }
};

/** Where characters stand now that are still there, as stretches from left to right. */
const runsOf = (
  words: Y.Text,
  written: readonly Written[],
): { index: number; length: number }[] => {
  const runs: { index: number; length: number }[] = [];
  for (const item of standingItems(words))
    for (const { client, clock, length } of written) {
      if (item.client !== client) continue;
      const from = Math.max(clock, item.clock);
      const to = Math.min(clock + length, item.clock + item.length);
      if (from >= to) continue;
      const index = item.at + from - item.clock;
      const last = runs.at(-1);
      if (last && last.index + last.length === index) last.length += to - from;
      else runs.push({ index, length: to - from });
    }
  return runs;
};

/** The items in which characters came into the document, whether they still stand or not. */
const itemsOf = (words: Y.Text, { client, clock, length }: Written): Y.Item[] => {
  const items: Y.Item[] = [];
  for (let at = clock; at < clock + length;) {
    const item = Y.getItem(docOf(words).store, Y.createID(client, at));
    if (!(item instanceof Y.Item)) break;
    items.push(item);
    at = item.id.clock + item.length;
  }
  return items;
};

/**
 * Notes that characters taken out came back as others, the way Yjs' own undo does it: earlier edits of the same
 * stretch, and places behind it, then find them again.
 */
const noteReborn = (words: Y.Text, were: readonly Written[], again: Written): void =>
  Y.transact(docOf(words), (transaction) => {
    let clock = again.clock;
    for (const stretch of were) {
      const { client, length } = stretch;
      for (const edge of [stretch.clock, stretch.clock + length])
        if (edge < Y.getState(docOf(words).store, client))
          Y.getItemCleanStart(transaction, Y.createID(client, edge));
      for (const item of itemsOf(words, stretch))
        item.redone = Y.createID(again.client, clock + item.id.clock - stretch.clock);
      clock += length;
    }
  });

/** The characters as which a stretch stands now, however often it was taken out and came back. */
const reborn = (words: Y.Text, stretch: Written): Written[] =>
  itemsOf(words, stretch).flatMap(({ id, length, redone }) => {
    const from = Math.max(id.clock, stretch.clock);
    const to = Math.min(id.clock + length, stretch.clock + stretch.length);
    const part = { client: id.client, clock: from, length: to - from };
    if (redone === null) return [part];
    return reborn(words, {
      client: redone.client,
      clock: redone.clock + from - id.clock,
      length: to - from,
    });
  });
