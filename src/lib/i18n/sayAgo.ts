import { language } from './language.svelte';

/** How long ago something was, within a day or so: "5 minutes ago", "2 hours ago". At least one minute. */
export const sayAgo = (milliseconds: number): string => {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  const words = new Intl.RelativeTimeFormat(language.now === 'es' ? 'es-US' : 'en-US');
  return minutes < 60
    ? words.format(-minutes, 'minute')
    : words.format(-Math.round(minutes / 60), 'hour');
};
