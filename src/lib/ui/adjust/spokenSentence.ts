import type { Sentence } from '../../domain/plan/sentence';

const wordParts = ['cue', 'action', 'backup'] as const;

/** The sentence with the words that somebody wrote for this language in front; as the plan has it where nobody did. */
export const spokenSentence = (sentence: Sentence, language: string): Sentence => {
  const own = sentence.says?.[language];
  if (!own?.action) return sentence;
  const { cue: _cue, backup: _backup, ...rest } = sentence;
  return {
    ...rest,
    action: own.action,
    ...(own.cue !== undefined && { cue: own.cue }),
    ...(own.backup !== undefined && { backup: own.backup }),
  };
};

/**
 * The sentence after somebody changed parts of it, in the language they read it in. A sentence that says something
 * new no longer says the same as an earlier translation: only what was translated since stays.
 */
export const withChange = (
  sentence: Sentence,
  change: Partial<Sentence>,
  before: Sentence,
  language: string,
): Sentence => {
  if (!wordParts.some((part) => part in change)) return { ...sentence, ...change };
  const { says, ...words } = spokenSentence(sentence, language);
  const fresh = Object.entries(says ?? {}).filter(
    ([spoken, words_]) => JSON.stringify(words_) !== JSON.stringify(before.says?.[spoken]),
  );
  return {
    ...words,
    ...(fresh.length > 0 && { says: Object.fromEntries(fresh) }),
    ...change,
  };
};
