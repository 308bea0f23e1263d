import { readFileSync } from 'node:fs';
import { createServer, ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { answer } from './answer.js';

/**
 * Where and how to serve.
 *
 * @typedef {object} Settings
 * @property {number} port 0: any free one
 * @property {string | undefined} host absent: every interface of this machine
 * @property {{ cert: string, key: string } | undefined} tls paths of PEM files; absent: plain http
 */

/**
 * Serves a site until the server is closed, and at the same origin the place where devices find
 * each other. Closing the server does not close that place.
 *
 * @param {import('./site.js').Site} site
 * @param {Settings} settings
 * @param {import('./signal/openSignalling.js').Signalling} [signalling] without it there is only the site
 * @returns {Promise<import('node:http').Server>} listening; rejects when the port cannot be had
 */
export async function serve(site, { port, host, tls }, signalling) {
  /** @type {import('node:http').RequestListener} */
  const listener = (request, response) => {
    const { status, headers, body } = signalling?.answer(request) ?? answer(site, request);
    response.writeHead(status, { ...headers, ...(tls ? stayOnTls(request) : {}) });
    response.end(request.method === 'HEAD' ? undefined : body);
  };
  const server = tls
    ? createSecureServer({ cert: readFileSync(tls.cert), key: readFileSync(tls.key) }, listener)
    : createServer(listener);
  if (signalling) {
    server.on('upgrade', (request, socket, head) => {
      const isLine = request.headers.upgrade?.toLowerCase() === 'websocket';
      if (isLine) signalling.upgrade(request, socket, head);
      else answerAnyway(listener, request, socket);
    });
  }
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(undefined));
  });
  return server;
}

/**
 * Who offers to go on in another protocol, as curl does with HTTP/2, may be answered in this one.
 *
 * @param {import('node:http').RequestListener} listener
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:stream').Duplex} socket Node has let go of it
 */
function answerAnyway(listener, request, socket) {
  const line = /** @type {import('node:net').Socket} */ (socket);
  line.on('error', () => line.destroy());
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  response.assignSocket(line);
  response.on('finish', () => line.destroySoon());
  listener(request, response);
}

/**
 * A browser that was here over https keeps to it. Not at localhost, where that promise would
 * bind every other program that serves at any port of it.
 *
 * @param {import('node:http').IncomingMessage} request
 * @returns {Record<string, string>}
 */
function stayOnTls({ headers }) {
  if (/^localhost(:|$)/.test(headers.host ?? '')) return {};
  return { 'strict-transport-security': 'max-age=31536000' };
}
