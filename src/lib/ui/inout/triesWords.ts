import type { TriesWords } from '../../domain/plan/format/triesTable';
import { codeWord } from '../../i18n/codeWord';
import { m } from '../../i18n/m.svelte';

/** The words of the table of tries in the language on screen. */
export const triesWords = (): TriesWords => {
  const { outcome, helped, reason, madeItWork } = m.codes;
  return {
    column: m.inout.columns,
    outcome: (code) => codeWord(outcome, code),
    helped: (code) => codeWord(helped, code),
    reason: (code) => codeWord(reason, code),
    madeItWork: (code) => codeWord(madeItWork, code),
  };
};
