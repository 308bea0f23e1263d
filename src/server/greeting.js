import { networkInterfaces } from 'node:os';

/**
 * What to tell the person who started the server: where to open it, and what phones need.
 *
 * @param {{ port: number, host: string | undefined, secure: boolean, addresses?: string[] }} at
 *   `addresses`: this machine's own in the local network, looked up when not given
 * @returns {string}
 */
export function greeting({ port, host, secure, addresses = localAddresses() }) {
  const scheme = secure ? 'https' : 'http';
  const everywhere = host === undefined || host === '0.0.0.0' || host === '::';
  const here = `${scheme}://${everywhere ? 'localhost' : bracket(host)}:${port}`;
  const lines = ['', `  Lived Plan is ready: open ${here}`, ''];
  if (secure) {
    if (everywhere) {
      const there = addresses.map((address) => `${scheme}://${bracket(address)}:${port}`);
      if (there.length > 0) lines.push(`  From other devices here: ${there.join('  ')}`, '');
    }
  } else {
    lines.push(
      '  On this computer everything works. Phones need an address that begins with https:',
      '  a browser lets a page keep itself for offline use, and keep what is written safe, only',
      '  on such an address or on localhost. With a certificate for this computer’s name:',
      '  TLS_CERT=cert.pem TLS_KEY=key.pem npm start',
      '',
    );
  }
  return lines.join('\n');
}

/**
 * @returns {string[]} this machine's IPv4 addresses in the local network
 */
function localAddresses() {
  return Object.values(networkInterfaces())
    .flatMap((entries) => entries ?? [])
    .filter((entry) => entry.family === 'IPv4' && !entry.internal)
    .map((entry) => entry.address);
}

/**
 * @param {string} host
 */
function bracket(host) {
  return host.includes(':') ? `[${host}]` : host;
}
