import { here } from '../plan.svelte';

let last = $state.raw<{ readonly words: string; readonly by: string | undefined }>();

/** What who is talking just took out of the plan, so that Undo can stand where it was done (DOC8: nobody else's). */
export const removed = {
  get last(): { readonly words: string } | undefined {
    return last?.by === here.talker?.id ? last : undefined;
  },
  tell(words: string): void {
    last = { words, by: here.talker?.id };
  },
  clear(): void {
    last = undefined;
  },
};
