import { m } from './early';

/**
 * The word for a code of the data. A code that this version does not know reads as "other";
 * absence gives the empty text.
 */
export const codeWord = (
  table: Readonly<Record<string, string>>,
  code: string | undefined,
): string =>
  code === undefined ? '' : Object.hasOwn(table, code) ? (table[code] ?? '') : m.codes.other;
