/**
 * What one signalling server bears. Generous for families, far too little for harm.
 *
 * @typedef {object} Limits
 * @property {number} messageBytes the largest message; an offer with all its candidates has about 4 kB
 * @property {number} burst how many messages (of 4 kB, begun ones count whole) may come at once
 * @property {number} perSecond how many of these may come for ever
 * @property {number} topics that one connection may listen to
 * @property {number} topicLength in UTF-16 units; a topic of the app has 43
 * @property {number} members that one topic may have
 * @property {number} connections in all
 * @property {number} perAddress connections from one address (IPv6: from one network of 64 bits)
 * @property {number} silence milliseconds: who is not heard for this long, not even answering a ping, is let go
 * @property {number} farewell milliseconds in which the other side may answer that it is closed, before it is cut
 * @property {number} backlog bytes that may wait for a slow reader, who is dropped beyond it
 */

/** @type {Readonly<Limits>} */
export const LIMITS = {
  messageBytes: 64 * 1024,
  burst: 300,
  perSecond: 30,
  topics: 100,
  topicLength: 256,
  members: 200,
  connections: 5000,
  perAddress: 2000,
  silence: 60_000,
  farewell: 2000,
  backlog: 1024 * 1024,
};
