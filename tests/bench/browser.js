import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { LAUNCH } from '../config/chromium.js';

/** A phone's share of this machine, and its link: 1.6 Mbps down, 150 ms there and back. */
const SLOW_DOWN = 4;
const LINK = {
  offline: false,
  latency: 150,
  downloadThroughput: 1_600_000 / 8,
  uploadThroughput: 750_000 / 8,
};

/** Runs in every page before its own scripts: when things were painted, and how long the page was held up. */
const watch = () => {
  const seen = { largest: 0, longest: 0, inputs: /** @type {number[]} */ ([]) };
  Object.assign(globalThis, { seen });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.largest = Math.max(seen.largest, entry.startTime);
  }).observe({ type: 'largest-contentful-paint', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.longest = Math.max(seen.longest, entry.duration);
  }).observe({ type: 'longtask', buffered: true });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries())
      if (/** @type {any} */ (entry).interactionId) seen.inputs.push(entry.duration);
  }).observe(/** @type {any} */ ({ type: 'event', buffered: true, durationThreshold: 16 }));
};

/**
 * A phone with its own profile on disk, kept over pages until it is closed.
 *
 * @param {readonly string[]} [args] more for its Chromium
 * @returns {Promise<{ context: import('playwright').BrowserContext, profile: string, close(): Promise<void> }>}
 */
export async function phone(args = []) {
  const profile = mkdtempSync(join(tmpdir(), 'bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...LAUNCH,
    args: [...LAUNCH.args, ...args],
    viewport: { width: 360, height: 740 },
    locale: 'en-US',
    timezoneId: 'America/Denver',
  });
  await context.addInitScript(watch);
  return {
    context,
    profile,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/**
 * A new page as slow as a phone; its link too where `link` is true.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {{ link: boolean }} options
 */
export async function slowPage(context, { link }) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOW_DOWN });
  await session.send('Network.enable');
  if (link) await session.send('Network.emulateNetworkConditions', LINK);
  return { page, session };
}

/**
 * Takes away what a browser keeps of an address besides what the app itself keeps there.
 *
 * @param {import('playwright').CDPSession} session
 * @param {string} origin
 */
export async function forget(session, origin) {
  await session.send('Network.clearBrowserCache');
  await session.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'service_workers,cache_storage',
  });
}

/**
 * @param {import('playwright').Page} page
 * @returns {Promise<{ first: number, largest: number, longest: number, inputs: number[] }>} milliseconds
 */
export async function painted(page) {
  await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint').length > 0,
  );
  return page.evaluate(() => {
    const { seen } = /** @type {any} */ (globalThis);
    return {
      first: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
      ...seen,
    };
  });
}

/**
 * The moment, in milliseconds since the page's start, at which something a person can see stood in the page.
 *
 * @param {import('playwright').Page} page
 * @param {string} selector
 */
export async function moment(page, selector) {
  const handle = await page.waitForFunction(
    (wanted) => (document.querySelector(wanted) ? performance.now() : 0),
    selector,
    { polling: 'raf' },
  );
  return Number(await handle.jsonValue());
}
