/** Milliseconds. By then who waits for signalling has been told, and cut (LIMITS.farewell). */
const END = 2800;

/**
 * Ends this process within three seconds of Ctrl-C or a stop by the system: what is being sent
 * goes out, devices that wait for each other are told, and who only keeps a line open is let go.
 *
 * @param {import('node:http').Server} server
 * @param {import('./signal/openSignalling.js').Signalling} signalling
 */
export function stopWhenAsked(server, signalling) {
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    void signalling.close();
    setTimeout(() => process.exit(0), END).unref();
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, stop);
}
