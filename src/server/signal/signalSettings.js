import { LIMITS } from './limits.js';

/**
 * Whom the signalling server lets in.
 *
 * @typedef {object} SignalSettings
 * @property {import('./limits.js').Limits} limits
 * @property {string[]} origins whose pages may come besides those of its own host; `*`: all
 * @property {boolean} behindProxy whether X-Forwarded-For is to be believed
 */

/**
 * @param {Record<string, string | undefined>} env SIGNAL_ORIGINS (comma separated, none), SIGNAL_CONNECTIONS (5000),
 *   SIGNAL_PER_ADDRESS (2000), SIGNAL_PROXY (1: a proxy in front writes X-Forwarded-For)
 * @returns {SignalSettings}
 * @throws {Error} saying which variable to change, and to what
 */
export function readSignalSettings(env) {
  const origins = (env.SIGNAL_ORIGINS ?? '').split(',').map((one) => one.trim());
  return {
    limits: {
      ...LIMITS,
      connections: readCount(env, 'SIGNAL_CONNECTIONS', LIMITS.connections),
      perAddress: readCount(env, 'SIGNAL_PER_ADDRESS', LIMITS.perAddress),
    },
    origins: origins.filter(Boolean).map(readOrigin),
    behindProxy: readYes(env.SIGNAL_PROXY),
  };
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {string} name
 * @param {number} usual
 */
function readCount(env, name, usual) {
  const count = Number(env[name] || usual);
  if (Number.isInteger(count) && count > 0) return count;
  throw new Error(`${name} is "${env[name]}"; please give a whole number above 0.`);
}

/**
 * @param {string} text
 * @returns {string} as a browser writes it
 */
function readOrigin(text) {
  if (text === '*') return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new Error(
    `SIGNAL_ORIGINS has "${text}"; please give addresses such as https://plan.example, or *.`,
  );
}

/**
 * @param {string | undefined} text
 */
function readYes(text) {
  if (!text || text === '0') return false;
  if (text === '1') return true;
  throw new Error(`SIGNAL_PROXY is "${text}"; please give 1, or nothing.`);
}
