import type { ImportRefusal } from '../../app/importPlan';
import { m } from '../../i18n/m.svelte';

/** Why a file does not fit: what happened, where, and what to do. */
export interface FileWords {
  readonly what: string;
  /** The path of what is wrong, as in `tries[3].on`; absent: it is about the file as a whole. */
  readonly where: string | undefined;
}

/** What to say of a file that was not taken in; a kind without words does not compile (UI2). */
export const fileRefusalWords = (refusal: ImportRefusal): FileWords => {
  const words = m.inout.refused;
  switch (refusal.kind) {
    case 'doesNotFit':
      return { what: words.problem[refusal.problem], where: refusal.path };
    case 'notADay':
      return { what: words.notADay(shortened(refusal.day)), where: refusal.path };
    case 'twice':
      return { what: words.twice(shortened(refusal.id)), where: refusal.path };
    case 'pointsNowhere':
      return { what: words.pointsNowhere(shortened(refusal.id)), where: refusal.path };
    case 'wrongKind':
      return { what: words.wrongKind[refusal.found], where: undefined };
    case 'storage':
      return { what: m.shell.storage[refusal.trouble].title, where: undefined };
    default:
      return { what: words[refusal.kind], where: undefined };
  }
};

const longest = 60;

const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
