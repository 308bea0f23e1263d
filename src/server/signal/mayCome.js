/**
 * Whether a page of this origin may open a line here: pages of the same host, at whatever port,
 * and those that were named. Programs that are no browser say no origin and may come; the check
 * keeps other sites from using this server through their visitors, no more.
 *
 * @param {string | undefined} origin the Origin header; absent: not a browser
 * @param {string | undefined} host the Host header
 * @param {readonly string[]} allowed origins as browsers write them, or `*` for all
 * @returns {boolean}
 */
export function mayCome(origin, host, allowed) {
  if (origin === undefined || allowed.includes('*') || allowed.includes(origin)) return true;
  const [from, here] = [hostname(origin), hostname(`http://${host}`)];
  return from !== undefined && from === here;
}

/**
 * @param {string} url
 * @returns {string | undefined} absent when it has none
 */
function hostname(url) {
  return (URL.canParse(url) && new URL(url).hostname) || undefined;
}
