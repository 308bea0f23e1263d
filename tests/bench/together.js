import { readSite } from '../../src/server/site.js';
import { serveBare } from './together/bare.js';
import { openPlace } from './together/devices.js';
import { diverged } from './together/diverged.js';
import { edits } from './together/edits.js';
import { firstSync } from './together/firstSync.js';
import { joining } from './together/joining.js';
import { losses } from './together/losses.js';
import { room } from './together/room.js';
import { sealedOpening } from './together/sealedOpening.js';

/** What is measured, by the name that asks for it alone: `npm run bench together edits`. */
const PARTS = /** @type {const} */ ({
  edits: (/** @type {Given} */ given) => edits({ ...given, edits: given.full ? 300 : 60 }),
  firstSync: (/** @type {Given} */ given) => firstSync(given),
  diverged: (/** @type {Given} */ given) => diverged({ ...given, runs: given.full ? 5 : 1 }),
  sealedOpening: (/** @type {Given} */ given) => sealedOpening({ ...given, runs: 15 }),
  joining: (/** @type {Given} */ given) => joining({ ...given, runs: given.full ? 7 : 3 }),
  room: (/** @type {Given} */ given) =>
    room({ ...given, edits: given.full ? 100 : 20, many: given.full ? 10_000 : 300 }),
  losses: (/** @type {Given} */ given) => losses({ ...given, runs: given.full ? 50 : 12 }),
});

/**
 * @typedef {object} Given
 * @property {string} build
 * @property {string} ours
 * @property {import('./together/devices.js').Place} place
 * @property {import('./together/bare.js').Bare} bare
 * @property {boolean} full
 * @property {string} today
 */

/**
 * The bars of a plan among devices: two and more Chromium processes, real WebRTC, the built app with its signalling, beside
 * bare y-webrtc. `full`: the long series; else shorter ones, which say so. A part that fails is a row that is not met.
 *
 * @param {{ build: string, args: readonly string[] }} options
 * @returns {Promise<import('./figures.js').Row[]>}
 */
export async function together({ build, args }) {
  const full = args.includes('full');
  const only = args.filter((arg) => arg in PARTS);
  const place = await openPlace(readSite(build));
  const bare = await serveBare();
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(Date.now());
  const given = { build, ours: place.origin, place, bare, full, today };
  const rows = [];
  try {
    for (const [name, measure] of Object.entries(PARTS)) {
      if (only.length > 0 && !only.includes(name)) continue;
      try {
        const measured = await measure(given);
        // The whole takes long: whoever waits sees what is known already.
        for (const { what, value, unit } of measured) console.error(`${what}: ${value} ${unit}`);
        rows.push(...measured);
      } catch (cause) {
        console.error(cause);
        const why = String(cause).split('\n', 1)[0] ?? '';
        rows.push({ what: `together: ${name}`, value: Number.NaN, unit: '', bar: 0, seen: why });
      }
    }
  } finally {
    await bare.close();
    await place.stop();
  }
  return rows;
}
