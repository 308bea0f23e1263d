/**
 * How a message reaches all who listen to its topic. A port: this one knows the connections of one
 * process; several processes behind one address would share a bus behind the same four names.
 *
 * @typedef {(text: string) => void} Deliver hands one message, as JSON text, to one connection
 *
 * @typedef {object} FanOut
 * @property {(topic: string, deliver: Deliver) => boolean} join false when the topic has no room; joining twice is once
 * @property {(topic: string, deliver: Deliver) => void} leave nothing happens to who never joined
 * @property {(topic: string, message: object) => void} publish to all who joined, its sender too if it did, with
 *   `clients`: how many these are. Nobody joined: nothing happens
 * @property {() => number} topics how many have a listener
 */

/**
 * @param {number} members that one topic may have
 * @returns {FanOut}
 */
export function memoryFanOut(members) {
  /** @type {Map<string, Set<Deliver>>} */
  const topics = new Map();
  return {
    join: (topic, deliver) => {
      const joined = topics.get(topic) ?? new Set();
      if (joined.size >= members && !joined.has(deliver)) return false;
      topics.set(topic, joined.add(deliver));
      return true;
    },
    leave: (topic, deliver) => {
      const joined = topics.get(topic);
      joined?.delete(deliver);
      if (joined?.size === 0) topics.delete(topic);
    },
    publish: (topic, message) => {
      const joined = topics.get(topic);
      if (!joined) return;
      const text = JSON.stringify({ ...message, clients: joined.size });
      for (const deliver of joined) deliver(text);
    },
    topics: () => topics.size,
  };
}
