/**
 * Reads where and how to serve from the environment.
 *
 * @param {Record<string, string | undefined>} env PORT, HOST, TLS_CERT and TLS_KEY (paths of PEM
 *   files; both or neither)
 * @param {{ port: number, host: string | undefined }} [usual] where nothing is said: port 4173 on every interface
 * @returns {import('./serve.js').Settings}
 * @throws {Error} saying which variable to change, and to what
 */
export function readSettings(env, usual = { port: 4173, host: undefined }) {
  const port = Number(env.PORT || usual.port);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    throw new Error(`PORT is "${env.PORT}"; please give a number from 0 to 65535.`);
  }
  if (Boolean(env.TLS_CERT) !== Boolean(env.TLS_KEY)) {
    throw new Error(
      'For https please give both: TLS_CERT and TLS_KEY, each the path of a PEM file.',
    );
  }
  return {
    port,
    host: env.HOST || usual.host,
    tls: env.TLS_CERT && env.TLS_KEY ? { cert: env.TLS_CERT, key: env.TLS_KEY } : undefined,
  };
}
