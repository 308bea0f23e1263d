/**
 * Who counts as one for the cap on connections per address. An IPv6 household has 2⁶⁴ addresses:
 * its network counts as one.
 *
 * @param {{ headers: import('node:http').IncomingHttpHeaders, socket: { remoteAddress?: string | undefined } }} request
 * @param {boolean} behindProxy whether a proxy in front writes X-Forwarded-For; else anybody could write anything there
 * @returns {string} empty when it is not known
 */
export function addressOf({ headers, socket }, behindProxy) {
  // A proxy adds the address it saw at the end; what stands before it was said by the other side.
  const forwarded = behindProxy ? String(headers['x-forwarded-for'] ?? '') : '';
  const last = forwarded.split(',').at(-1)?.trim();
  const address = (last || socket.remoteAddress || '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return address.includes(':') ? network(address) : address;
}

/**
 * @param {string} address IPv6
 * @returns {string} its first 64 bits
 */
function network(address) {
  const [head = [], tail] = address.split('::').map((part) => part.split(':').filter(Boolean));
  const missing = tail ? 8 - head.length - tail.length : 0;
  return [...head, ...Array(Math.max(0, missing)).fill('0'), ...(tail ?? [])].slice(0, 4).join(':');
}
