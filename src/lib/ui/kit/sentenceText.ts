import type { Language } from '$lib/i18n/language.svelte';
import { capital } from './capital';

/** The words of a step as people say them; the same in other languages stand in `says`. */
export interface Sayable {
  readonly cue?: string | undefined;
  readonly action?: string | undefined;
  readonly backup?: string | undefined;
  readonly place?: string | undefined;
  readonly says?:
    | Readonly<
        Record<
          string,
          {
            readonly cue?: string | undefined;
            readonly action?: string | undefined;
            readonly backup?: string | undefined;
          }
        >
      >
    | undefined;
}

/** The parts of a step's sentence in one language, with what ends a sentence where nothing does yet. */
export interface SaidSentence {
  readonly cue: string;
  readonly action: string;
  readonly backup: string;
  /** The language it is in, when a person wrote it in this one; absent: as the plan has it. */
  readonly lang: Language | undefined;
}

const ended = (text: string): string => (/[.!?…。]["”’»)]*$/u.test(text) ? text : `${text}.`);

/** A step in a language, if a person wrote it there, else as the plan has it (domain: `says`). */
export const saidIn = (sentence: Sayable, spoken: Language): SaidSentence => {
  const own = sentence.says?.[spoken];
  const words = own?.action ? own : sentence;
  const cue = capital(words.cue?.trim() ?? '');
  const action = words.action?.trim() ? ended(words.action.trim()) : '';
  return {
    cue,
    action: cue ? action : capital(action),
    backup: words.backup?.trim() ? capital(ended(words.backup.trim())) : '',
    lang: own?.action ? spoken : undefined,
  };
};

/**
 * The sentence as one text, for names of buttons, reading aloud and copying. Plan B comes along only where it is
 * given a name to stand under.
 */
export const sentenceText = (sentence: Sayable, spoken: Language, planB = ''): string => {
  const { cue, action, backup } = saidIn(sentence, spoken);
  const said = [cue, action].filter(Boolean).join(comma(cue));
  return planB && backup ? `${said} ${planB}: ${backup}` : said;
};

/** What stands between the cue and the action: a comma, unless the cue ends with a mark of its own. */
export const comma = (cue: string): string => (/[,.:;!?…]$/u.test(cue) ? ' ' : ', ');
