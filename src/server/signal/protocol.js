/**
 * What y-webrtc 10.3.0 says to its signalling server, one JSON text a message. A published message
 * goes on with whatever else stands in it: what that is, is between the two devices.
 *
 * @typedef {{ type: 'subscribe' | 'unsubscribe', topics: string[] }
 *   | { type: 'publish', topic: string, whole: object }
 *   | { type: 'ping' }} Message
 */

/** An offer without a password has four levels; what is deeper would only burden who reads it. */
const DEPTH = 16;

/**
 * @param {string} text as it came
 * @param {number} topicLength the longest name of a topic; longer ones are as if not said
 * @returns {Message | undefined} absent when it is not a message of this protocol
 */
export function readMessage(text, topicLength) {
  const said = parse(text);
  if (typeof said !== 'object' || said === null || !isShallow(said, DEPTH)) return undefined;
  /** @param {unknown} name @returns {name is string} */
  const isTopic = (name) =>
    typeof name === 'string' && name.length > 0 && name.length <= topicLength;
  const { type, topic, topics } = /** @type {Record<string, unknown>} */ (said);
  switch (type) {
    case 'subscribe':
    case 'unsubscribe':
      return { type, topics: Array.isArray(topics) ? topics.filter(isTopic) : [] };
    case 'publish':
      return isTopic(topic) ? { type, topic, whole: said } : undefined;
    case 'ping':
      return { type };
    default:
      return undefined;
  }
}

/**
 * @param {string} text
 * @returns {unknown} absent when it is not JSON
 */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * @param {unknown} value
 * @param {number} levels
 * @returns {boolean} whether nothing in `value` lies deeper than so many levels
 */
function isShallow(value, levels) {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
