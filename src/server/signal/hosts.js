/**
 * Signalling servers elsewhere that circles of this app may choose (SEC1). The build writes them
 * into every page's policy and into signal/hosts.json: a page goes by the policy in its own text
 * as much as by the header, and a page that a device keeps for offline use must change with them.
 *
 * @param {Record<string, string | undefined>} env SIGNALING_HOSTS: comma separated wss:// addresses (ws:// at
 *   localhost alone)
 * @returns {string[]} each once, in the order given
 * @throws {Error} saying what to change
 */
export function readHosts(env) {
  const given = (env.SIGNALING_HOSTS ?? '').split(',').map((one) => one.trim());
  return [...new Set(given.filter(Boolean).map(readHost))];
}

/**
 * A name or an IPv4 address: a policy has no words for IPv6, and `*` would open it to everyone.
 */
const NAME = /^[a-z0-9.-]+$/;

/**
 * @param {string} text
 * @returns {string}
 */
function readHost(text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSealed =
    url?.protocol === 'wss:' || (url?.protocol === 'ws:' && url.hostname === 'localhost');
  const isPlain = url && url.username + url.password + url.search + url.hash === '';
  if (isSealed && isPlain && NAME.test(url.hostname)) return url.href;
  throw new Error(
    `SIGNALING_HOSTS has "${text}"; please give addresses such as wss://signal.example/signal.`,
  );
}
