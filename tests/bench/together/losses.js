import { setTimeout as pass } from 'node:timers/promises';
import { mulberry32 } from '../bigPlan.js';
import { median } from '../figures.js';
import { openExample } from '../starts.js';
import { withDevices } from './devices.js';
import { processesOf } from './processes.js';
import { arrived, bringTogether, choose, goTo, planOf, share, shows } from './ways.js';

/** Longer than either end waits for a sign of life (peers/wire.ts), in milliseconds. */
const ASLEEP = 14_000;
/** How long a network is away, and a signalling server, in milliseconds. */
const AWAY = 2_500;
/** Nobody waits longer for two devices to find each other again. */
const PATIENCE = 45_000;

/**
 * Two devices, one of which is hit.
 *
 * @typedef {object} Two
 * @property {import('./devices.js').Device} hit
 * @property {import('./devices.js').Device} other
 * @property {import('./devices.js').Place} place
 * @property {string} url the place Plan
 * @property {() => Promise<void>} here the hit one writes something
 * @property {() => Promise<void>} there the other one does
 */

/**
 * Losses as families have them. Each resolves with the moment at which nothing stands between the two any more.
 *
 * @type {Readonly<Record<string, (two: Two) => Promise<number>>>}
 */
const KINDS = {
  /** All of its processes stand still. */
  'sleep and wake': async ({ hit, there }) => {
    const ids = processesOf(hit.profile);
    for (const id of ids) process.kill(id, 'SIGSTOP');
    try {
      await there();
      await pass(ASLEEP);
    } finally {
      for (const id of ids) process.kill(id, 'SIGCONT');
    }
    return Date.now();
  },
  /** Nothing passes for a while, and then under another address. */
  'another network': async ({ hit, other, here, there }) => {
    await network(hit.page, 'down');
    await bury(hit.page, 'all');
    await bury(other.page, 'calls');
    await Promise.all([here(), there()]);
    await pass(AWAY);
    const at = Date.now();
    await network(hit.page, 'up');
    return at;
  },
  'calls end while signalling restarts': async ({ hit, place, here, there }) => {
    await place.stop();
    await hit.page.evaluate(() => /** @type {any} */ (globalThis).seen.hangUp());
    await Promise.all([here(), there()]);
    await pass(AWAY);
    await place.start();
    return Date.now();
  },
  /** Its page dies at once, right after something was kept, and is opened anew. */
  'a page is killed': async ({ hit, url, here, there }) => {
    await here();
    const crashed = hit.page.waitForEvent('crash');
    const session = await hit.context.newCDPSession(hit.page);
    session.send('Page.crash').catch(() => {});
    await crashed;
    await there();
    const at = Date.now();
    const page = await hit.context.newPage();
    await hit.page.close();
    hit.page = page;
    await page.goto(url);
    return at;
  },
};

/**
 * Two devices lose each other, both write as far as they can, and what they lost comes back: how long from then until both
 * show what the other wrote. Cut in our peer or by stopping processes, never by the browser's own switch.
 *
 * @param {{ ours: string, place: import('./devices.js').Place, runs: number }} options
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function losses({ ours, place, runs }) {
  return withDevices([ours, ours], async (marisol, teo) => {
    const address = await openExample(marisol.context, ours);
    await marisol.page.goto(ours + address);
    const plan = planOf(marisol.page);
    await share(marisol.page, plan);
    const who = { whom: /Teo Vega/, name: 'Teo', may: 'Change the plan' };
    await bringTogether(marisol.page, plan, teo.page, who);
    await arrived(teo.page, plan);
    for (const { page } of [marisol, teo]) await goTo(page, 'plan', `p=${plan}`);
    const url = marisol.page.url();

    /** @type {Record<string, number[]>} */
    const took = {};
    /** @type {string[]} */
    const failed = [];
    const names = Object.keys(KINDS);
    /** @type {Map<number, string>} */
    const wanted = new Map();
    const both = () =>
      Promise.all([marisol, teo].map(({ page }) => shows(page, [...wanted], PATIENCE)));
    for (let seed = 1; seed <= runs; seed++) {
      const random = mulberry32(seed);
      const name = names[seed % names.length] ?? '';
      const [hit, other] = random() < 0.5 ? [marisol, teo] : [teo, marisol];
      const write = (/** @type {import('./devices.js').Device} */ one) => async () => {
        const nth = one === marisol ? 0 : 1;
        wanted.set(nth, await choose(one.page, nth));
      };
      try {
        // They are together at the beginning, and so loses one the other.
        await write(marisol)();
        await both();
        const at = await KINDS[name]?.({
          ...{ hit, other, place, url },
          here: write(hit),
          there: write(other),
        });
        const shown = Math.max(...(await both()));
        (took[name] ??= []).push(shown - (at ?? Number.NaN));
      } catch (cause) {
        failed.push(`seed ${seed}, ${name}: ${String(cause).split('\n', 1)[0]}`);
        for (const one of [marisol, teo]) await one.page.goto(url).catch(() => {});
      }
    }
    const all = Object.values(took).flat();
    const each = Object.entries(took).map(
      ([name, ms]) => `${name} ${median(ms).toFixed(0)}, worst ${Math.max(...ms).toFixed(0)}`,
    );
    return [
      {
        what: 'after a loss both converge',
        value: (all.length / runs) * 50,
        unit: 'of 50',
        bar: 50,
        atLeast: true,
        seen: [`${all.length} of ${runs} seeded runs`, ...failed].join('; '),
      },
      {
        what: 'after a loss, until both show what the other wrote',
        value: median(all),
        unit: 'ms',
        bar: 3_000,
        seen: `${all.length} runs, from the network being back: ${each.join('; ')} ms`,
      },
    ];
  });
}

/**
 * @param {import('playwright').Page} page
 * @param {'up' | 'down'} state
 */
const network = (page, state) =>
  page.evaluate((to) => /** @type {any} */ (globalThis).seen.network(to), state);

/**
 * @param {import('playwright').Page} page
 * @param {'calls' | 'all'} what
 */
const bury = (page, what) =>
  page.evaluate((which) => /** @type {any} */ (globalThis).seen.bury(which), what);
