import type { Messages } from './messages';
import { spoken } from './words.svelte';

/**
 * Every word of the app in the language now spoken: `m.story.title`. Reactive. For places that are shown once
 * all words are here; whatever Home and Today draw takes its `m` from `early.ts`, and the fence holds that.
 */
export const m: Messages = spoken;
