import { median } from './figures.js';
import { forget, moment, painted, phone, slowPage } from './browser.js';

/** What can be seen and touched once today's plan stands on the screen. */
export const USABLE = 'main a[href^="/try/"]';

/**
 * Cold and second starts against the floor app, in turn, floor first.
 *
 * @param {{ ours: string, floor: string, runs: number }} options
 * @returns {Promise<import('./figures.js').Row[]>}
 */
export async function starts({ ours, floor, runs }) {
  const { context, close } = await phone();
  try {
    const address = await openExample(context, ours);
    const transfer = await coldTransfer(ours);
    const cold = { floor: samples(), home: samples(), plan: samples() };
    for (let run = 0; run < runs; run++) {
      await coldStart(context, `${floor}/?plain`, floor, cold.floor);
      await coldStart(context, `${ours}/?home`, ours, cold.home);
      await coldStart(context, ours + address, ours, cold.plan);
    }
    const warm = { floor: samples(), plan: samples(), offline: samples() };
    await settle(context, `${floor}/`);
    await settle(context, ours + address);
    for (let run = 0; run < runs; run++) {
      await warmStart(context, `${floor}/`, 'h1', warm.floor);
      await warmStart(context, ours + address, USABLE, warm.plan);
      await context.setOffline(true);
      await warmStart(context, ours + address, USABLE, warm.offline);
      await context.setOffline(false);
    }
    const ratio = (/** @type {number[]} */ a, /** @type {number[]} */ b) => median(a) / median(b);
    const runsSaid = `${runs} runs`;
    return [
      {
        what: 'cold transfer until the example can be used',
        value: transfer / 1000,
        unit: 'kB',
        bar: 120,
        seen: '1 run',
      },
      {
        what: 'cold Home, first paint',
        value: ratio(cold.home.first, cold.floor.first),
        unit: '× floor',
        bar: 1.25,
        seen: runsSaid,
      },
      {
        what: 'cold Home, largest paint',
        value: ratio(cold.home.largest, cold.floor.largest),
        unit: '× floor',
        bar: 1.25,
        seen: runsSaid,
      },
      {
        what: 'cold plan, first paint',
        value: ratio(cold.plan.first, cold.floor.first),
        unit: '× floor',
        bar: 1.25,
        seen: runsSaid,
      },
      {
        what: 'cold plan, largest paint',
        value: ratio(cold.plan.largest, cold.floor.largest),
        unit: '× floor',
        bar: 1.25,
        seen: runsSaid,
      },
      {
        what: 'second start, first paint',
        value: ratio(warm.plan.first, warm.floor.first),
        unit: '× floor',
        bar: 1.3,
        seen: runsSaid,
      },
      {
        what: 'second start, plan on screen',
        value: median(warm.plan.usable),
        unit: 'ms',
        bar: 600,
        seen: runsSaid,
      },
      {
        what: 'offline start, first paint',
        value: ratio(warm.offline.first, warm.floor.first),
        unit: '× floor',
        bar: 1.3,
        seen: runsSaid,
      },
      {
        what: 'offline start, plan on screen',
        value: median(warm.offline.usable),
        unit: 'ms',
        bar: 600,
        seen: runsSaid,
      },
    ];
  } finally {
    await close();
  }
}

/** @typedef {{ first: number[], largest: number[], usable: number[] }} Samples in milliseconds */

/** @returns {Samples} */
const samples = () => ({
  first: [],
  largest: [],
  usable: [],
});

/**
 * As a person does it.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} origin
 * @returns {Promise<string>} the address of the example, from the first slash
 */
export async function openExample(context, origin) {
  const page = await context.newPage();
  await page.goto(origin);
  await page
    .getByRole('button', { name: 'See an example' })
    .or(page.getByRole('link', { name: 'See an example' }))
    .first()
    .click();
  await page.waitForSelector(USABLE);
  const { pathname, hash } = new URL(page.url());
  await page.close();
  return pathname + hash;
}

/**
 * Bytes that travelled for the page itself, from nothing until the example can be used; what the service worker lays in
 * store for later is not the page's.
 *
 * @param {string} origin
 */
async function coldTransfer(origin) {
  const { context, close } = await phone();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await page.goto(origin);
    await page
      .getByRole('button', { name: 'See an example' })
      .or(page.getByRole('link', { name: 'See an example' }))
      .first()
      .click();
    await page.waitForSelector(USABLE);
    return bytes;
  } finally {
    await close();
  }
}

/**
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {string} origin
 * @param {Samples} into
 */
async function coldStart(context, url, origin, into) {
  const { page, session } = await slowPage(context, { link: true });
  await forget(session, origin);
  await page.goto(url, { waitUntil: 'networkidle' });
  const { first, largest } = await painted(page);
  into.first.push(first);
  into.largest.push(largest);
  await page.close();
}

/**
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 */
async function settle(context, url) {
  const page = await context.newPage();
  await page.goto(url);
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => {}));
  await page.reload({ waitUntil: 'networkidle' });
  await page.close();
}

/**
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {string} usable
 * @param {Samples} into
 */
async function warmStart(context, url, usable, into) {
  const { page } = await slowPage(context, { link: true });
  await page.goto(url);
  into.usable.push(await moment(page, usable));
  into.first.push((await painted(page)).first);
  await page.close();
}
