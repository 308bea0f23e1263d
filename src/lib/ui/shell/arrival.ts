import { isFocusLost } from '../kit/isFocusLost';

let moves = 0;
let headingWaits = false;

/** How one came to the page that is shown. */
export const arrival = {
  /** Somebody goes to another place inside the app: its heading will be read out. */
  setsOut: (): void => {
    headingWaits = true;
  },
  moved: (): void => {
    moves += 1;
  },
  /** Whether this is still the page that the app was opened at. */
  get isFirstPage(): boolean {
    return moves === 0;
  },
  /**
   * Whether a heading should take the focus: somebody came here inside the app, and the focus stands nowhere
   * (also when a page gives way to another one while its plan opens).
   */
  get headingTakesFocus(): boolean {
    return headingWaits && isFocusLost();
  },
};
