import { openSignalling } from '../../../src/server/signal/openSignalling.js';
import { readSignalSettings } from '../../../src/server/signal/signalSettings.js';
import { serve } from '../../../src/server/serve.js';
import { phone } from '../browser.js';
import { watchPlan } from './watchPlan.js';

/**
 * A person's device: a Chromium of its own with a profile on disk.
 *
 * @typedef {{ context: import('playwright').BrowserContext, page: import('playwright').Page, profile: string, close(): Promise<void> }} Device
 */

/**
 * @param {string} url what it opens
 * @param {readonly string[]} [args] more for its Chromium
 * @returns {Promise<Device>}
 */
export async function device(url, args) {
  const { context, profile, close } = await phone(args);
  context.setDefaultTimeout(60_000);
  await context.addInitScript(watchPlan);
  const page = await context.newPage();
  await page.goto(url);
  return { context, page, profile, close };
}

/** Long enough for what follows an edit, such as saying who has what, to be over: one edit is measured, not two. */
export const quiet = () => new Promise((resolve) => setTimeout(resolve, 1000));

/**
 * Runs something with devices that are closed afterwards, whatever comes of it.
 *
 * @template T
 * @param {readonly string[]} urls what each of them opens
 * @param {(...devices: Device[]) => Promise<T>} work
 */
export async function withDevices(urls, work) {
  const devices = await Promise.all(urls.map((url) => device(url)));
  try {
    return await work(...devices);
  } finally {
    await Promise.all(devices.map(({ close }) => close().catch(() => {})));
  }
}

/**
 * A site at an origin that stays, with the place where devices find each other.
 *
 * @typedef {{ origin: string, stop(): Promise<void>, start(): Promise<void> }} Place
 */

/**
 * @param {import('../../../src/server/site.js').Site} site
 * @returns {Promise<Place>} serving
 */
export async function openPlace(site) {
  let port = 0;
  /** @type {() => Promise<void>} */
  let stop = async () => {};
  const start = async () => {
    const signalling = await openSignalling(readSignalSettings({}));
    const server = await serve(site, { port, host: 'localhost', tls: undefined }, signalling);
    const address = server.address();
    if (typeof address === 'object' && address) port = address.port;
    stop = async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      await signalling.close();
      server.closeAllConnections();
      await closed;
    };
  };
  await start();
  return { origin: `http://localhost:${port}`, start, stop: () => stop() };
}

/**
 * What a page saw.
 *
 * @param {import('playwright').Page} page
 * @returns {Promise<Pick<import('./watchPlan.js').Seen, 'kept' | 'came' | 'told' | 'clicks' | 'drawn' | 'in' | 'out' | 'first' | 'last' | 'opened'>>}
 */
export const seenBy = (page) =>
  page.evaluate(() => {
    const { kept, came, told, clicks, drawn, opened, first, last, ...bytes } = /** @type {any} */ (
      globalThis
    ).seen;
    return { kept, came, told, clicks, drawn, opened, first, last, in: bytes.in, out: bytes.out };
  });

/**
 * Resolves once a page has read so many writes of others.
 *
 * @param {import('playwright').Page} page
 * @param {number} writes
 */
export const readBy = (page, writes) =>
  page.evaluate((count) => /** @type {any} */ (globalThis).seen.read(count), writes);

/**
 * How many writes of others it has read.
 *
 * @param {import('playwright').Page} page
 */
export const readSoFar = async (page) =>
  (await seenBy(page)).came.reduce((sum, { count }) => sum + count, 0);

/**
 * @param {import('playwright').Page} page
 */
export const countAnew = (page) =>
  page.evaluate(() => /** @type {any} */ (globalThis).seen.count());

/**
 * The moment, in milliseconds since 1970, at which something stood in a page.
 *
 * @param {import('playwright').Page} page
 * @param {string} selector
 * @param {{ timeout?: number }} [options]
 */
export async function stood(page, selector, { timeout = 60_000 } = {}) {
  const handle = await page.waitForFunction(
    (wanted) => document.querySelector(wanted) && /** @type {any} */ (globalThis).seen.now(),
    selector,
    { polling: 'raf', timeout },
  );
  return Number(await handle.jsonValue());
}
