import { m } from '../../i18n/m.svelte';

/** A line that is always open. */
export interface Line {
  readonly name: string;
  readonly number: string;
  /** What helps to know before calling; may be empty. */
  readonly note: string;
}

/** The lines that ship with the app, for the United States (UNSAFE). */
export const shippedLines = (): Line[] => {
  const { emergency, crisis, violence } = m.safetyRoute;
  return [emergency, crisis, violence];
};

/** The lines of a plan: the family's own if it changed them, else the ones that ship. */
export const linesOf = (
  own: readonly { readonly name: string; readonly number: string }[] | undefined,
): Line[] => own?.map(({ name, number }) => ({ name, number, note: '' })) ?? shippedLines();

/** What a phone dials: digits, and what stands between them for a person is left out. */
export const tel = (number: string): string => `tel:${number.replace(/[^\d+*#,;]/g, '')}`;

/** Whether a line's number is one of the few that everybody knows by heart: two such stand side by side. */
export const isShort = ({ number }: Line): boolean => number.trim().length <= 3;
