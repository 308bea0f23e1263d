import { ALWAYS } from './headers.js';

/**
 * What to say to one request. Decides and writes nothing.
 *
 * @typedef {object} Answer
 * @property {number} status
 * @property {Record<string, string | number>} headers
 * @property {Buffer | string} body not sent for HEAD
 */

/**
 * @param {import('./site.js').Site} site
 * @param {{ method?: string | undefined, url?: string | undefined,
 *   headers: import('node:http').IncomingHttpHeaders }} request
 * @returns {Answer}
 */
export function answer(site, request) {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuseMethod();
  }
  const target = /^(\/[^?#]*)(\?[^#]*)?/.exec(request.url ?? '');
  const path = decode(target?.[1]);
  if (path === undefined) return tell(400, 'This address cannot be read.');

  const found = site.resources.get(path);
  if (found) return send(200, found, request.headers);
  const page = path.replace(/(\/index\.html|\/)?$/, '/');
  if (site.resources.has(page)) {
    return tell(308, '', { location: page + (target?.[2] ?? ''), 'cache-control': 'no-cache' });
  }
  if (site.fallback && asksForPage(path, request.headers)) {
    return send(404, site.fallback, request.headers);
  }
  return tell(404, 'There is nothing at this address.');
}

/**
 * @param {string | undefined} path
 * @returns {string | undefined} absent when it is not a path or not valid UTF-8
 */
function decode(path) {
  try {
    return path === undefined ? undefined : decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/**
 * A person who follows an outdated link gets a page that says so; a missing script or picture gets
 * no page in its place.
 *
 * @param {string} path
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
function asksForPage(path, headers) {
  return (headers.accept ?? '').includes('text/html') && !path.startsWith('/_app/');
}

/**
 * @param {number} status 200 or 404
 * @param {import('./site.js').Resource} resource
 * @param {import('node:http').IncomingHttpHeaders} headers
 * @returns {Answer}
 */
function send(status, resource, headers) {
  const encoding = chooseEncoding(resource, headers['accept-encoding']);
  const body = resource.bodies[encoding ?? 'plain'] ?? resource.bodies.plain;
  // The tag names one encoding's bytes; If-None-Match may list several, or weakened ones.
  const etag = `"${resource.tag}${encoding ? `-${encoding}` : ''}"`;
  const known = (headers['if-none-match'] ?? '')
    .split(',')
    .some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
  if (status === 200 && known) {
    return { status: 304, headers: { ...resource.headers, etag }, body: '' };
  }
  return {
    status,
    headers: {
      ...resource.headers,
      etag,
      'content-length': body.length,
      ...(encoding ? { 'content-encoding': encoding } : {}),
    },
    body,
  };
}

/**
 * @param {import('./site.js').Resource} resource
 * @param {string | string[] | undefined} accepted the Accept-Encoding header
 * @returns {'br' | 'gzip' | undefined} absent: send it plain
 */
function chooseEncoding({ bodies }, accepted) {
  const codings = new Map(
    String(accepted ?? '')
      .toLowerCase()
      .split(',')
      .map((coding) => {
        const [name = '', ...rest] = coding.trim().split(/\s*;\s*/);
        const weight = rest.find((part) => part.startsWith('q='));
        return [name, weight === undefined ? 1 : Number(weight.slice(2))];
      }),
  );
  /** @param {'br' | 'gzip'} name */
  const welcome = (name) =>
    Boolean(bodies[name]) && (codings.get(name) ?? codings.get('*') ?? 0) > 0;
  return welcome('br') ? 'br' : welcome('gzip') ? 'gzip' : undefined;
}

/** @returns {Answer} */
export function refuseMethod() {
  return tell(405, 'Only GET and HEAD are answered here.', { allow: 'GET, HEAD' });
}

/**
 * A short text of the server's own: a refusal, or how it is.
 *
 * @param {number} status
 * @param {string} text
 * @param {Record<string, string>} [headers]
 * @returns {Answer}
 */
export function tell(status, text, headers = {}) {
  return {
    status,
    headers: {
      ...ALWAYS,
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'content-length': Buffer.byteLength(text),
      ...headers,
    },
    body: text,
  };
}
