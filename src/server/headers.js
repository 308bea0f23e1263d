import { extname } from 'node:path';

/** @type {Record<string, string>} */
const TYPES = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

/** Senses and devices the app never uses; a script that got in could not ask for them either. */
const DENIED = [
  'accelerometer',
  'display-capture',
  'geolocation',
  'gyroscope',
  'hid',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
  'xr-spatial-tracking',
];

/** Sent with every answer, also with refusals. */
export const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  // The camera reads the codes by which devices meet; only the app's own pages may ask for it.
  'permissions-policy': ['camera=(self)', ...DENIED.map((feature) => `${feature}=()`)].join(', '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
};

/** For what is neither a page nor a script: nothing at all may be loaded or run from it. */
const NOTHING = "default-src 'none'; frame-ancestors 'none'";

/** A worker goes by the policy of its own file and not by its page's. */
const WORKER = "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'";

/**
 * The headers of one file, the same for everyone who asks.
 *
 * @param {string} name its path inside the site, with slashes and none in front
 * @param {string} html its text when it is a page, else empty
 * @returns {Record<string, string>}
 */
export function headersFor(name, html) {
  return {
    ...ALWAYS,
    'content-type': TYPES[extname(name)] ?? 'application/octet-stream',
    // Names under _app/immutable change with their contents. All else is asked for anew each time
    // and answered by 304, so that an update is never held back by an old page or service worker.
    'cache-control': name.startsWith('_app/immutable/')
      ? 'public, max-age=31536000, immutable'
      : 'no-cache',
    'content-security-policy': policyFor(name, html),
    vary: 'accept-encoding',
  };
}

/**
 * SEC1: a page's policy is the one the build wrote into it (it holds the hashes of its inline
 * scripts), sent as a header too, because only a header may forbid being framed.
 *
 * @param {string} name
 * @param {string} html
 * @returns {string}
 */
function policyFor(name, html) {
  if (/\.m?js$/.test(name)) return WORKER;
  const own = /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1];
  if (own === undefined) return NOTHING;
  const policy = own.replaceAll('&#39;', "'").replaceAll('&quot;', '"').replaceAll('&amp;', '&');
  return `${policy}; frame-ancestors 'none'`;
}
