import { browser } from '$app/environment';
import { page } from '$app/state';

/** The places of the app. Each is a static page; which plan, step or day it shows stands in the fragment. */
export type Place =
  | 'home'
  | 'start'
  | 'today'
  | 'plan'
  | 'people'
  | 'story'
  | 'step'
  | 'try'
  | 'adjust'
  | 'safety'
  | 'settings'
  | 'print'
  | 'paper'
  | 'import'
  | 'export'
  | 'figures'
  | 'together'
  | 'invite'
  | 'join'
  | 'trust';

/**
 * What an address names: `p` a plan, `s` a step, `v` a version, `t` tries, `n` a need, `k` a kind of adjustment or what one came for, `d` an earlier day, `u` a person, `i` an invitation.
 * It stands in the fragment, which a browser never sends: the web server learns no document's id.
 */
export type Params = Partial<Record<'p' | 's' | 'v' | 't' | 'n' | 'k' | 'd' | 'u' | 'i', string>>;

/** The address of a place. Absent parameters are left out. */
export const linkTo = (
  place: Place,
  params: { [K in keyof Params]: string | undefined } = {},
): string => {
  const named = Object.entries(params).filter(([, value]) => value !== undefined && value !== '');
  const fragment = new URLSearchParams(named as [string, string][]).toString();
  return `${place === 'home' ? '/' : `/${place}/`}${fragment ? `#${fragment}` : ''}`;
};

/** Asked by every line of a screen: taken apart once. */
let known = { hash: '', params: new URLSearchParams() };
const paramsOf = (hash: string): URLSearchParams => {
  if (hash !== known.hash) known = { hash, params: new URLSearchParams(hash.slice(1)) };
  return known.params;
};

const param = (name: keyof Params): string | undefined =>
  browser ? (paramsOf(page.url.hash).get(name) ?? undefined) : undefined;

/** What the address in the browser names now. Reactive. */
export const address: Readonly<{ [K in keyof Required<Params>]: string | undefined }> & {
  readonly place: string;
} = {
  get p() {
    return param('p');
  },
  get s() {
    return param('s');
  },
  get v() {
    return param('v');
  },
  get t() {
    return param('t');
  },
  get n() {
    return param('n');
  },
  get k() {
    return param('k');
  },
  get d() {
    return param('d');
  },
  get u() {
    return param('u');
  },
  get i() {
    return param('i');
  },
  get place() {
    return page.route.id?.replaceAll('/', '') ?? '';
  },
};
