/** What app.html took out of the address of /join/, before anything else ran. */
interface Taken {
  invitation?: string;
}

let kept: string | undefined;

/** Keeps an invitation for as long as this page of the browser lives; nothing writes it down. */
export const keepInvitation = (text: string | undefined): void => {
  kept = text;
};

/** The invitation that one came with; absent when there was none. */
export const takeInvitation = (): string | undefined => {
  const root: Taken = document.documentElement as Taken;
  if (root.invitation !== undefined) {
    kept = root.invitation;
    delete root.invitation;
  }
  return kept;
};
