import { readSite } from '../../../src/server/site.js';
import { bigPlan } from '../bigPlan.js';
import { moment, slowPage } from '../browser.js';
import { holdFolding } from '../holdFolding.js';
import { median } from '../figures.js';
import { device, openPlace } from './devices.js';
import { bringIn, leaveTries, plainPage, planOf, share } from './ways.js';

/** The whole plan is in once the page is no longer busy opening it. */
const WHOLE = 'main[aria-busy="false"]';
const NEWS = 500;
/** So many of them in one run of the app. */
const AT_ONCE = 100;
/** A journal with fewer bytes is not worth a fold. */
const SMALL = 64 * 1024;

/**
 * A plan of five years on two devices: on one sealed and shared, each change in its envelope; on the other as a browser keeps
 * it that can keep no key. Opened in turn, at a quarter of this machine's speed, until the whole history is in: just folded,
 * and with 500 changes since.
 *
 * @param {{ build: string, ours: string, runs: number, today: string }} options
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function sealedOpening({ build, ours, runs, today }) {
  const keyless = await openPlace(withoutKeys(readSite(build)));
  const devices = [await device(ours), await device('about:blank')];
  try {
    const [sealed, plain] = /** @type {[(typeof devices)[0], (typeof devices)[0]]} */ (devices);
    await plain.context.addInitScript({ content: KEEPS_NO_KEY });
    await plain.page.goto(keyless.origin);
    /** @type {string[]} */
    const urls = [];
    for (const { page } of devices)
      urls.push(new URL(`/today/#p=${await bringIn(page, bigPlan({ today }))}`, page.url()).href);
    await share(sealed.page, planOf(sealed.page));
    const rows = [];
    for (const [i, { page }] of devices.entries()) await fold(page, urls[i] ?? '');
    rows.push(await inTurn('just folded', 1.15, devices, urls, runs));
    for (const [i, { context, page }] of devices.entries()) {
      const url = urls[i] ?? '';
      await holdFolding(context, url);
      for (let told = 0; told < NEWS; told += AT_ONCE) await tell(page, url, told, today);
    }
    rows.push(await inTurn(`with ${NEWS} changes not yet folded`, 1.25, devices, urls, runs));
    return rows;
  } finally {
    for (const { close } of devices) await close();
    await keyless.stop();
  }
}

/** As a browser that can keep no key answers (`vault/deviceKey.ts`): what is kept is not sealed then. */
const KEEPS_NO_KEY = `{
  const put = IDBObjectStore.prototype.put;
  IDBObjectStore.prototype.put = function (value, ...key) {
    if (value instanceof CryptoKey) throw new DOMException('no', 'DataCloneError');
    return put.call(this, value, ...key);
  };
}
`;

/**
 * The same site, whose workers can keep no key either.
 *
 * @param {import('../../../src/server/site.js').Site} site
 */
function withoutKeys(site) {
  const scripts = [...site.resources].filter(([path]) => path.endsWith('.js'));
  const workers = scripts.flatMap(([, { bodies }]) =>
    [...bodies.plain.toString().matchAll(/new Worker\(\s*[`'"]([^`'"]+)/g)].map(([, path]) => path),
  );
  for (const [path, script] of scripts) {
    if (!workers.includes(path)) continue;
    const plain = Buffer.concat([Buffer.from(KEEPS_NO_KEY), script.bodies.plain]);
    site.resources.set(path, { ...script, tag: `${script.tag}-keyless`, bodies: { plain } });
  }
  return site;
}

/**
 * @param {string} how
 * @param {number} bar
 * @param {readonly import('./devices.js').Device[]} devices
 * @param {readonly string[]} urls
 * @param {number} runs
 * @returns {Promise<import('../figures.js').Row>}
 */
async function inTurn(how, bar, devices, urls, runs) {
  /** @type {[number[], number[]]} */
  const took = [[], []];
  for (let run = 0; run < runs; run++)
    for (const [i, { context }] of devices.entries()) {
      const { page } = await slowPage(context, { link: false });
      await page.goto(urls[i] ?? '', { waitUntil: 'commit' });
      took[i]?.push(await moment(page, WHOLE));
      await page.close();
    }
  const [sealed, plain] = took;
  const ratios = sealed.map((ms, i) => ms / (plain[i] ?? Number.NaN));
  return {
    what: `opening five years sealed, ${how}`,
    value: median(ratios),
    unit: '× unsealed',
    bar,
    seen: `${runs} pairs, ${median(sealed).toFixed(0)} against ${median(plain).toFixed(0)} ms`,
  };
}

/**
 * Stays until all that was written is folded.
 *
 * @param {import('playwright').Page} page
 * @param {string} url
 */
async function fold(page, url) {
  await plainPage(page);
  await page.goto(url);
  await page.waitForFunction(
    async ([plan, small]) => {
      for (const part of ['team', 'household']) {
        /** @type {IDBDatabase} */
        const db = await new Promise((resolve) => {
          const opening = indexedDB.open(`lived-plan:${plan}/${part}`);
          opening.onsuccess = () => resolve(opening.result);
        });
        /** @type {Uint8Array[]} */
        const all = await new Promise((resolve) => {
          const reading = db.transaction('updates').objectStore('updates').getAll();
          reading.onsuccess = () => resolve(reading.result);
        });
        db.close();
        if (all.reduce((sum, { length }) => sum + length, 0) > Number(small)) return false;
      }
      return true;
    },
    [planOf(page), SMALL],
    { polling: 500 },
  );
  await plainPage(page);
}

/**
 * Some tries more, each of them a change of its own.
 *
 * @param {import('playwright').Page} page
 * @param {string} url
 * @param {number} told how many were told before
 * @param {string} today
 */
async function tell(page, url, told, today) {
  const plan = new URLSearchParams(new URL(url).hash.slice(1)).get('p') ?? '';
  const on = new Date(Date.parse(today) - (1 + told / AT_ONCE) * 86_400_000).toISOString();
  await plainPage(page);
  await leaveTries(page, plan, { first: 0, count: AT_ONCE, by: 'p0', on: on.slice(0, 10) });
  await page.goto(url);
  await page.waitForFunction(
    (count) =>
      /** @type {any} */ (globalThis).seen.kept.reduce(
        (/** @type {number} */ sum, /** @type {any} */ one) => sum + one.count,
        0,
      ) >= count,
    AT_ONCE,
  );
  await plainPage(page);
}
