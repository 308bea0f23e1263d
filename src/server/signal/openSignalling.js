import { refuseMethod, tell } from '../answer.js';
import { addressOf } from './addressOf.js';
import { attend } from './attend.js';
import { memoryFanOut } from './fanOut.js';
import { mayCome } from './mayCome.js';

/** Where devices find each other, and where one can ask how that is. */
const PATH = '/signal';
const HEALTH = '/signal/health';

/** RFC 6455, 7.4.1: the server goes away. */
const GOING_AWAY = 1001;

/**
 * The place where devices find each other (PEER3, PEER4): it keeps nothing and writes down nothing.
 *
 * @typedef {object} Signalling
 * @property {(request: import('node:http').IncomingMessage, socket: import('node:stream').Duplex, head: Buffer) => void} upgrade
 *   for Node's event of that name: opens a connection, or refuses
 * @property {(request: { method?: string | undefined, url?: string | undefined }) => import('../answer.js').Answer | undefined} answer
 *   its health, in numbers alone; absent: another address was asked
 * @property {() => Promise<void>} close nobody comes in any more, all are told, and cut who does not answer
 */

/**
 * @param {import('./signalSettings.js').SignalSettings} settings
 * @returns {Promise<Signalling>} rejects when `ws` is not installed
 */
export async function openSignalling({ limits, origins, behindProxy }) {
  // npm start runs before anything is installed: nothing may ask for this at the top of a file.
  const { WebSocketServer } = await import('ws');
  // Named before it is given: the types of ws do not know closeTimeout yet.
  const options = {
    noServer: true,
    maxPayload: limits.messageBytes,
    closeTimeout: limits.farewell,
    // A ping is answered in attend.js, where it costs, and only to one who reads.
    autoPong: false,
  };
  const lines = new WebSocketServer(options);
  const fanOut = memoryFanOut(limits.members);
  /** @type {Map<string, number>} how many connections, by address */
  const crowd = new Map();
  /** @type {Set<{ beat: () => void }>} */
  const attended = new Set();
  const pulse = setInterval(() => attended.forEach(({ beat }) => beat()), limits.silence / 2);
  pulse.unref();
  let open = true;

  /** @type {Signalling['upgrade']} */
  const upgrade = (request, socket, head) => {
    const address = addressOf(request, behindProxy);
    const there = crowd.get(address) ?? 0;
    if (!isAt(PATH, request.url)) return turnAway(socket, '404 Not Found');
    if (!mayCome(request.headers.origin, request.headers.host, origins)) {
      return turnAway(socket, '403 Forbidden');
    }
    if (lines.clients.size >= limits.connections) {
      return turnAway(socket, '503 Service Unavailable');
    }
    if (there >= limits.perAddress) return turnAway(socket, '429 Too Many Requests');
    lines.handleUpgrade(request, socket, head, (line) => {
      const one = attend(line, fanOut, limits, () => performance.now());
      attended.add(one);
      crowd.set(address, there + 1);
      line.on('close', () => {
        attended.delete(one);
        const left = (crowd.get(address) ?? 1) - 1;
        if (left > 0) crowd.set(address, left);
        else crowd.delete(address);
      });
    });
  };

  return {
    upgrade,
    answer: ({ method, url }) => {
      if (!isAt(HEALTH, url)) return undefined;
      if (method !== 'GET' && method !== 'HEAD') return refuseMethod();
      const health = { ok: open, connections: lines.clients.size, topics: fanOut.topics() };
      return tell(open ? 200 : 503, JSON.stringify(health), {
        'content-type': 'application/json',
        'cache-control': 'no-store',
      });
    },
    close: async () => {
      open = false;
      clearInterval(pulse);
      for (const line of lines.clients) line.close(GOING_AWAY);
      await new Promise((resolve) => lines.close(resolve));
    },
  };
}

/**
 * @param {string} path
 * @param {string | undefined} url as the request line has it
 */
function isAt(path, url) {
  return url?.split('?')[0] === path;
}

/**
 * @param {import('node:stream').Duplex} socket
 * @param {string} status
 */
function turnAway(socket, status) {
  socket.on('error', () => socket.destroy());
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
