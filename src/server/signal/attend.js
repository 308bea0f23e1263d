import { fullBucket, spend } from './bucket.js';
import { readMessage } from './protocol.js';

/** RFC 6455, 7.4.1: somebody did what is not allowed here. */
const POLICY = 1008;

/** A larger message counts as several of this size, in bytes. */
const PORTION = 4096;

/**
 * Talks with one connection until it ends. What is not of the protocol is passed over, and costs
 * the same as what is.
 *
 * @param {import('ws').WebSocket} socket just opened
 * @param {import('./fanOut.js').FanOut} fanOut
 * @param {import('./limits.js').Limits} limits
 * @param {() => number} now milliseconds of a clock that never goes back
 * @returns {{ beat: () => void }} `beat`: asks for a sign of life, and lets go who gave none since the last time
 */
export function attend(socket, fanOut, limits, now) {
  /** @type {Set<string>} */
  const topics = new Set();
  const bucket = fullBucket(limits, now());
  let heard = true;

  /** @returns {boolean} false when there is nobody to send to, or one who does not read */
  const canSend = () => {
    if (socket.readyState !== socket.OPEN) return false;
    if (socket.bufferedAmount <= limits.backlog) return true;
    socket.terminate();
    return false;
  };
  /** @type {import('./fanOut.js').Deliver} */
  const deliver = (text) => {
    if (canSend()) socket.send(text);
  };

  /**
   * @param {number} bytes that came
   * @returns {boolean} false when nothing more is heard from this one
   */
  const pay = (bytes) => {
    heard = true;
    const wait = spend(bucket, limits, Math.max(1, Math.ceil(bytes / PORTION)), now());
    if (wait === Infinity) {
      socket.close(POLICY);
      return false;
    }
    if (wait > 0 && !socket.isPaused) {
      socket.pause();
      rest();
    }
    return true;
  };
  /** Goes on reading when the debt is paid: it may have grown by what had been read already. Who is sent away is not read. */
  const rest = () => {
    if (socket.readyState !== socket.OPEN) return;
    const wait = spend(bucket, limits, 0, now());
    if (wait > 0) setTimeout(rest, Math.ceil(wait)).unref();
    else socket.resume();
  };

  /** @param {string} topic */
  const join = (topic) => {
    if (topics.has(topic) || topics.size >= limits.topics) return;
    if (fanOut.join(topic, deliver)) topics.add(topic);
  };
  /** @param {string} topic */
  const leave = (topic) => {
    topics.delete(topic);
    fanOut.leave(topic, deliver);
  };

  socket.on('message', (data, isBinary) => {
    const bytes = /** @type {Buffer} */ (data);
    if (!pay(bytes.length) || isBinary) return;
    const message = readMessage(bytes.toString(), limits.topicLength);
    if (message?.type === 'subscribe') message.topics.forEach(join);
    if (message?.type === 'unsubscribe') message.topics.forEach(leave);
    if (message?.type === 'publish') fanOut.publish(message.topic, message.whole);
    if (message?.type === 'ping') deliver('{"type":"pong"}');
  });
  socket.on('ping', (data) => {
    if (pay(data.length) && canSend()) socket.pong(data);
  });
  socket.on('pong', (data) => pay(data.length));
  socket.on('close', () => topics.forEach(leave));
  // A line that broke, or spoke no WebSocket: it is closed by itself, and nothing is said about it.
  socket.on('error', () => {});

  return {
    beat: () => {
      if (!heard) return socket.terminate();
      heard = false;
      if (canSend()) socket.ping();
    },
  };
}
