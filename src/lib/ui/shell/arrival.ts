let moves = 0;

/** Whether this is still the page that the app was opened at. */
export const arrival = {
  moved: (): void => {
    moves += 1;
  },
  get isFirstPage(): boolean {
    return moves === 0;
  },
};
