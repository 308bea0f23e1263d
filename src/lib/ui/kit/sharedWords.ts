import type { EditWordsInput } from '$lib/domain/plan/commands/editWords';
import { joinLines, splitLines } from '$lib/domain/plan/lines';
import type { PlanReading } from '$lib/domain/plan/reading';

type WithoutWords<Input> = Input extends unknown ? Omit<Input, 'was' | 'now'> : never;

/** Where words that people edit together stand in a plan. */
export type WordsAddress = WithoutWords<EditWordsInput>;

const lists: readonly string[] = ['groundRules', 'earlySigns', 'whatHelps'];

/** Whether the words are a list, one item a line. */
export const isList = ({ field }: WordsAddress): boolean => lists.includes(field);

/** The words as a person reads and writes them; a list has one item a line. Absence is the empty text. */
export const readWords = (reading: PlanReading, address: WordsAddress): string => {
  const value = recordOf(reading, address)?.[address.field];
  if (Array.isArray(value)) return value.join('\n');
  return typeof value === 'string' ? value : '';
};

/** What a person reads, as the plan keeps it. Lines left empty are no items. */
export const toKept = (address: WordsAddress, shown: string): string =>
  isList(address) ? joinLines(shown.split('\n').filter((line) => line.trim() !== '')) : shown;

/** What the plan keeps, as a person reads it. */
export const toShown = (address: WordsAddress, kept: string): string =>
  isList(address) ? splitLines(kept).join('\n') : kept;

const recordOf = (
  reading: PlanReading,
  { table, id }: WordsAddress,
): Readonly<Record<string, unknown>> | undefined => {
  switch (table) {
    case 'plan':
      return reading.plan;
    case 'safetyPlan':
      return reading.safetyPlan;
    case 'needs':
      return reading.needs.get(id);
    case 'strengths':
      return reading.strengths.get(id);
  }
};
