import { bigPlan } from '../bigPlan.js';
import { median } from '../figures.js';
import { readBy, seenBy, withDevices } from './devices.js';
import { arrived, bringIn, bringTogether, leaveTries, plainPage, share } from './ways.js';

const DAYS = 5;
/** On each of those days each of the two tells so many. */
const A_DAY = 50;
/** The whole plan is in once the page is no longer busy opening it. */
const WHOLE = 'main[aria-busy="false"]';

/**
 * Two devices apart for a week, each of which wrote 250 tries; then they meet: from the open channel, nobody proven, until
 * each has what the other wrote, kept and read. The app itself writes the tries, each as what somebody told and did not finish.
 *
 * @param {{ ours: string, runs: number, today: string }} options
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function diverged({ ours, runs, today }) {
  const took = [];
  const sent = [];
  for (let run = 0; run < runs; run++) {
    const one = await apartAndTogether(ours, today);
    took.push(one.took);
    sent.push(one.sent);
  }
  const tries = DAYS * A_DAY * 2;
  const seen = `${runs} runs, ${tries} tries in ${DAYS} runs of the app on each side`;
  return [
    {
      what: `${tries} diverged tries, until both have all`,
      value: median(took),
      unit: 'ms',
      bar: 200,
      seen,
    },
    {
      what: `${tries} diverged tries, over the wire`,
      value: median(sent) / 1000,
      unit: 'kB',
      bar: 250,
      seen: 'both ways, all that passed until then',
    },
  ];
}

/**
 * @param {string} ours
 * @param {string} today
 */
const apartAndTogether = (ours, today) =>
  withDevices([ours, ours], async (marisol, teo) => {
    const content = bigPlan({ tries: 300, today });
    const plan = await bringIn(marisol.page, content);
    await share(marisol.page, plan);
    await bringTogether(marisol.page, plan, teo.page, { whom: /Teo/, name: 'Teo' });
    await arrived(teo.page, plan);
    for (const { page } of [marisol, teo]) await plainPage(page);
    // Only one of them is open at a time: they do not meet.
    for (const [by, { page }] of /** @type {const} */ ([
      ['p0', marisol],
      ['p1', teo],
    ]))
      for (let day = 0; day < DAYS; day++) {
        const on = new Date(Date.parse(today) - (DAYS - day) * 86_400_000).toISOString();
        const first = day * 30;
        await leaveTries(page, plan, { first, count: A_DAY, by, on: on.slice(0, 10) });
        await page.goto(`${ours}/today/#p=${plan}`);
        await page.waitForFunction(
          (count) => /** @type {any} */ (globalThis).seen.sealed >= count,
          A_DAY,
        );
        await plainPage(page);
      }
    // Both are open and whole before they meet: how long a plan takes to open is measured elsewhere.
    await teo.context.addInitScript(() => /** @type {any} */ (globalThis).seen.network('down'));
    for (const { page } of [marisol, teo]) {
      await page.goto(`${ours}/today/#p=${plan}`);
      await page.waitForSelector(WHOLE);
    }
    await teo.page.evaluate(() => /** @type {any} */ (globalThis).seen.network('up'));
    await Promise.all([marisol, teo].map(({ page }) => readBy(page, DAYS * A_DAY)));
    const both = await Promise.all([seenBy(marisol.page), seenBy(teo.page)]);
    const opened = Math.max(...both.map((one) => one.opened.at(-1) ?? Number.NaN));
    const done = Math.max(...both.map((one) => one.came.at(-1)?.again ?? Number.NaN));
    return { took: done - opened, sent: both[0].in + both[0].out };
  });
