import type { Early } from './messages';
import { spoken } from './words.svelte';

/**
 * The words that are here before anything is shown, in the language now spoken: `m.today.title`. Reactive.
 * Home and Today are drawn with nothing else; late words do not compile here.
 */
export const m: Early = spoken;
