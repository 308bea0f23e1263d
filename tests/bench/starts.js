import { median } from './figures.js';
import { forget, moment, painted, phone, slowPage } from './browser.js';
import { keepValue, keptValue } from './keptValue.js';

/** What can be seen and touched once today's plan stands on the screen. */
export const USABLE = 'main a[href^="/try/"]';

/** What a row says where the page has no glimpse to paint before the app's code has come. */
export const UNSEEN = ', nothing kept of how it looked';

/**
 * Cold and second starts against the floor app, in turn, floor first.
 *
 * @param {{ ours: string, floor: string, runs: number }} options
 * @returns {Promise<import('./figures.js').Row[]>}
 */
export async function starts({ ours, floor, runs }) {
  const { context, close } = await phone();
  const newcomer = await phone();
  try {
    const address = await openExample(context, ours);
    const transfer = await coldTransfer(ours);
    await lookAtToday(context, ours + address);
    const cold = { floor: samples(), home: samples(), plan: samples() };
    for (let run = 0; run < runs; run++) {
      await coldStart(context, `${floor}/?plain`, floor, cold.floor);
      // Home is for who has no plan yet; with one, the app opens there.
      await coldStart(newcomer.context, `${ours}/`, ours, cold.home);
      await coldStart(context, ours + address, ours, cold.plan);
    }
    const warm = { floor: samples(), plan: samples(), offline: samples(), unseen: samples() };
    await settle(context, `${floor}/`);
    await settle(context, ours + address);
    for (let run = 0; run < runs; run++) {
      await warmStart(context, `${floor}/`, 'h1', warm.floor);
      await warmStart(context, ours + address, USABLE, warm.plan);
      await context.setOffline(true);
      await warmStart(context, ours + address, USABLE, warm.offline);
      await context.setOffline(false);
    }
    for (let run = 0; run < runs; run++) {
      await forgetGlimpses(context, ours + address);
      await warmStart(context, ours + address, USABLE, warm.unseen);
    }
    return [
      {
        what: 'cold transfer until the example can be used',
        value: transfer / 1000,
        unit: 'kB',
        bar: 120,
        seen: '1 run',
      },
      against('cold Home, first paint', cold.home.first, cold.floor.first, 1.25),
      against('cold Home, largest paint', cold.home.largest, cold.floor.largest, 1.25),
      against('cold plan, first paint', cold.plan.first, cold.floor.first, 1.25),
      against('cold plan, largest paint', cold.plan.largest, cold.floor.largest, 1.25),
      against('second start, first paint', warm.plan.first, warm.floor.first, 1.3),
      within('second start, plan on screen', warm.plan.usable, 600),
      within(`second start, plan on screen${UNSEEN}`, warm.unseen.usable, 600),
      against('offline start, first paint', warm.offline.first, warm.floor.first, 1.3),
      within('offline start, plan on screen', warm.offline.usable, 600),
    ];
  } finally {
    await newcomer.close();
    await close();
  }
}

/**
 * @param {string} what
 * @param {number[]} ours milliseconds
 * @param {number[]} floor milliseconds, measured in turn with ours
 * @param {number} bar
 * @returns {import('./figures.js').Row}
 */
const against = (what, ours, floor, bar) => ({
  what,
  value: median(ours) / median(floor),
  unit: '× floor',
  bar,
  seen: `${ours.length} runs, ${median(ours).toFixed(0)} against ${median(floor).toFixed(0)} ms`,
});

/**
 * @param {string} what
 * @param {number[]} ours milliseconds
 * @param {number} bar milliseconds
 * @returns {import('./figures.js').Row}
 */
const within = (what, ours, bar) => ({
  what,
  value: median(ours),
  unit: 'ms',
  bar,
  seen: `${ours.length} runs`,
});

/** @typedef {{ first: number[], largest: number[], usable: number[] }} Samples in milliseconds */

/** @returns {Samples} */
const samples = () => ({
  first: [],
  largest: [],
  usable: [],
});

/**
 * Stays on Today until the app has kept how it looks, as it does when there is nothing else to do.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 */
export async function lookAtToday(context, url) {
  const page = await context.newPage();
  await page.addInitScript(`globalThis.keptValue = ${keptValue}`);
  await page.goto(url);
  await page.waitForFunction(
    async (name) => (await /** @type {any} */ (globalThis).keptValue(name))?.glimpses.length > 0,
    windowOf(url),
    { polling: 200 },
  );
  await page.close();
}

/**
 * Takes away how Today looked when it was last seen, and nothing else of the plan: as after an update of the app.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 */
export async function forgetGlimpses(context, url) {
  const page = await context.newPage();
  // A page of the same origin on which nothing of the app runs.
  await page.goto(new URL('/manifest.webmanifest', url).href);
  const name = windowOf(url);
  const kept = await page.evaluate(keptValue, name);
  await page.evaluate(
    keepValue,
    /** @type {[string, unknown]} */ ([name, { ...kept, glimpses: [] }]),
  );
  await page.close();
}

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
    let bytes = 0;
    // Our server says how long each body is, as it is sent. What the service worker fetches or gives is not the page's.
    page.on('response', (response) => {
      if (response.fromServiceWorker()) return;
      bytes += Number(response.headers()['content-length'] ?? 0);
    });
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
  await page.goto(url, { waitUntil: 'commit' });
  into.usable.push(await moment(page, usable));
  into.first.push((await painted(page)).first);
  await page.close();
}

/**
 * Where the window of the plan that an address names is kept.
 *
 * @param {string} url
 */
const windowOf = (url) => `windows/${new URLSearchParams(new URL(url).hash.slice(1)).get('p')}`;
