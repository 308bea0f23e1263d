import type { NeedsALook, PlanReading } from '../../domain/plan/reading';
import { m } from '../../i18n/m.svelte';
import { knownFieldWord, recordWord } from './offerWords';

/** A part of the plan that could not be understood whole, and where it stands. */
export interface PartToLookAt extends NeedsALook {
  /** What people call it: "A person: Abuela Chelo · Leaves on". */
  readonly words: string;
}

/**
 * The parts of a plan that could not be understood whole (DOC3), in words: what it is, whose or of which step as far as
 * that can be read, and the fields that have a word on screen. Reads the whole plan, so only the place Plan asks, once it
 * has nothing else to do.
 */
export const partsToLookAt = (reading: PlanReading): PartToLookAt[] =>
  reading.needsALook().map((part) => ({ ...part, words: wordsOf(reading, part) }));

const wordsOf = (reading: PlanReading, part: NeedsALook): string => {
  const name = recordWord(reading, part);
  const kind = m.plan.kinds[part.table];
  const fields = part.fields.map((field) => knownFieldWord({ ...part, field }));
  return [name ? m.plan.kindNamed(kind, name) : kind, ...new Set(fields)]
    .filter((word) => word)
    .join(' · ');
};
