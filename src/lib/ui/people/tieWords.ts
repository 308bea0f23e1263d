import type { Tie } from '../../domain/plan/schema';
import { codeWord } from '../../i18n/codeWord';
import { m } from '../../i18n/m.svelte';

/** A tie in words: "A strong tie, gives and takes strength". Empty when nothing was said of it. */
export const tieWords = (tie: Tie | undefined): string => {
  if (!tie) return '';
  return [
    codeWord(m.people.tieWords, tie.strength),
    codeWord(m.people.energyWords, tie.energy),
    tie.stressful ? m.people.strain : '',
  ]
    .filter((word) => word !== '')
    .join(', ');
};
