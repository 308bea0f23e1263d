import type { TryAnswers } from '../../domain/plan/commands/recordTry';
import { codeWord } from '../../i18n/codeWord';
import { m } from '../../i18n/m.svelte';
import type { Question } from './questions';

/** The question as it is asked. */
export const askedAs = (question: Question): string => {
  const { how } = m;
  const asked: Record<Question, string> = {
    instead: how.instead,
    helpedBy: how.madeItWork,
    reasons: how.whatGotInTheWay,
    helped: how.didItHelp,
    words: how.words,
    visibility: how.whoSees,
  };
  return asked[question];
};

/** What was answered, in words; empty when nothing was. */
export const answeredAs = (question: Question, told: Partial<TryAnswers>): string => {
  switch (question) {
    case 'instead':
      return told.whatWeDidInstead?.trim() ?? '';
    case 'words':
      return told.words?.trim() ?? '';
    case 'helpedBy':
      return (told.helpedBy ?? []).map((code) => codeWord(m.codes.madeItWork, code)).join(' · ');
    case 'reasons':
      return (told.reasons ?? []).map((code) => codeWord(m.codes.reason, code)).join(' · ');
    case 'helped':
      return codeWord(m.codes.helped, told.helped);
    case 'visibility':
      return codeWord(m.codes.visibility, told.visibility);
  }
};
