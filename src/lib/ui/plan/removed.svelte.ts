let last = $state.raw<{ readonly words: string }>();

/** What was just taken out of the plan, so that Undo can stand where it was done. */
export const removed = {
  get last(): { readonly words: string } | undefined {
    return last;
  },
  tell(words: string): void {
    last = { words };
  },
  clear(): void {
    last = undefined;
  },
};
