import type { Language } from './language.svelte';

const rules = new Map<Language, Intl.PluralRules>();

/** The text for a number: one or other, as the language has it. Both languages here have these two forms. */
export const plural = (
  spoken: Language,
  count: number,
  forms: { readonly one: string; readonly other: string },
): string => {
  const known = rules.get(spoken) ?? new Intl.PluralRules(spoken);
  rules.set(spoken, known);
  return known.select(count) === 'one' ? forms.one : forms.other;
};
