import { settings } from '$lib/app/settings';

/** Where *Leave quickly* goes when nobody chose another place: a page that anybody may be looking at. */
export const defaultLeaveTo = 'https://www.weather.gov/';

/** Our own page with nothing of a plan on it, for when there is no network. */
const awayPage = '/away/';

/** Stands while somebody has left: the page to go on with. The script of the page reads it before the first paint. */
const key = 'left';

/**
 * Leaves: hides everything at once and puts another page in the place of this one. Coming back by the
 * "back" button shows the neutral page first.
 */
export const leave = (): void => {
  document.documentElement.dataset.left = '';
  try {
    sessionStorage.setItem(key, location.href);
  } catch {
    // Without storage the page is left all the same; coming back then shows it at once.
  }
  location.replace(navigator.onLine ? leaveTo(settings.read().leaveTo) : awayPage);
};

/** The address to leave to; anything that is not a web page falls back to the default. */
export const leaveTo = (chosen: string | undefined): string => {
  if (!chosen || !URL.canParse(chosen)) return defaultLeaveTo;
  const { protocol, href } = new URL(chosen);
  return protocol === 'https:' || protocol === 'http:' ? href : defaultLeaveTo;
};

/** Goes on where somebody left. */
export const goOn = (): void => {
  let at = '/';
  try {
    at = sessionStorage.getItem(key) ?? '/';
    sessionStorage.removeItem(key);
  } catch {
    // Then the beginning is a good place.
  }
  location.replace(at);
};

/** A page that the browser kept whole and shows again after leaving: it turns neutral before it is seen. */
export const stayAway = (event: PageTransitionEvent): void => {
  if (event.persisted && document.documentElement.dataset.left !== undefined)
    location.replace(awayPage);
};

const within = 5_000;

/** Listens for Shift, three times with nothing between, within five seconds. */
export const thriceShift = (onThrice: () => void): ((event: KeyboardEvent) => void) => {
  let times: number[] = [];
  return ({ key, timeStamp, repeat }) => {
    if (repeat) return;
    times = key === 'Shift' ? [...times.filter((at) => timeStamp - at < within), timeStamp] : [];
    if (times.length < 3) return;
    times = [];
    onThrice();
  };
};
