import Papa from 'papaparse';
import { triesTable, type TriesWords } from '../domain/plan/format/triesTable';
import type { PlanReading } from '../domain/plan/reading';
import type { Id } from '../domain/plan/schema';

/**
 * The tries of a plan as CSV, for a spreadsheet: words that look like a formula are kept from being one.
 * Load it when it is asked for; it brings a library with it.
 */
export const triesCsv = (reading: PlanReading, words: TriesWords, talker: Id | undefined): string =>
  Papa.unparse(triesTable(reading, words, talker), { escapeFormulae: formula });

/** How what a spreadsheet takes for a formula begins, however many lines it has. */
const formula = /^[=+\-@\t\r\n]/;
