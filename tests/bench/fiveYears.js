import { bigPlan } from './bigPlan.js';
import { median, quantile } from './figures.js';
import { moment, painted, phone, slowPage } from './browser.js';
import { holdFolding } from './holdFolding.js';
import { forgetGlimpses, lookAtToday, UNSEEN, USABLE } from './starts.js';

/** The whole history is in once the page is no longer busy opening it. */
const WHOLE = 'main[aria-busy="false"]';
const ASK = 'main a[href^="/try/"]:not([href*="&t="], [href*="&k="])';
const SAVED = 'main [data-kept]';
const TO_TODAY = '[aria-labelledby="suggestions"] ~ p a';
const QUESTION = 'dialog[open]';
const OUTCOMES = ['worked', 'partly', 'ownWay', 'didNotHappen'];

/**
 * A plan of five years, imported as a person would, with changes made since the last fold, opened from a cold tab at 4×.
 *
 * @param {{ ours: string, runs: number, changes: number, taps: number }} options
 * @returns {Promise<import('./figures.js').Row[]>}
 */
export async function fiveYears({ ours, runs, changes, taps }) {
  const { context, close } = await phone();
  try {
    const address = await importBigPlan(context, ours);
    await change(context, ours + address, changes);
    await lookAtToday(context, ours + address);
    const today = [];
    const whole = [];
    const longest = [];
    let heap = 0;
    for (let run = 0; run < runs; run++) {
      const { page, session } = await slowPage(context, { link: false });
      await page.goto(ours + address, { waitUntil: 'commit' });
      today.push(await moment(page, USABLE));
      whole.push(await moment(page, WHOLE));
      longest.push((await painted(page)).longest);
      if (run === runs - 1) heap = await heapAfterCollection(session);
      await page.close();
    }
    const unseen = [];
    for (let run = 0; run < runs; run++) {
      await forgetGlimpses(context, ours + address);
      const { page } = await slowPage(context, { link: false });
      await page.goto(ours + address, { waitUntil: 'commit' });
      unseen.push(await moment(page, USABLE));
      await moment(page, WHOLE);
      await page.close();
    }
    const { inputs, durable } = await tap(context, ours + address, taps);
    const said = `${runs} runs`;
    return [
      {
        what: 'five years: today on screen',
        value: median(today),
        unit: 'ms',
        bar: 450,
        seen: said,
      },
      {
        what: `five years: today on screen${UNSEEN}`,
        value: median(unseen),
        unit: 'ms',
        bar: 450,
        seen: said,
      },
      {
        what: 'five years: whole history',
        value: median(whole),
        unit: 'ms',
        bar: 1000,
        seen: said,
      },
      {
        what: 'five years: longest task',
        value: median(longest),
        unit: 'ms',
        bar: 100,
        seen: `${said}, worst ${Math.max(...longest).toFixed(0)}`,
      },
      {
        what: 'five years: a tap, 98th percentile',
        value: quantile(inputs, 0.98),
        unit: 'ms',
        bar: 64,
        seen: `${inputs.length} inputs`,
      },
      {
        what: 'five years: tap until durable',
        value: median(durable),
        unit: 'ms',
        bar: 50,
        seen: `${durable.length} taps`,
      },
      {
        what: 'five years: heap after collection',
        value: heap / 1e6,
        unit: 'MB',
        bar: 10,
        seen: '1 run',
      },
    ];
  } finally {
    await close();
  }
}

/**
 * @param {import('playwright').BrowserContext} context
 * @param {string} origin
 */
async function importBigPlan(context, origin) {
  const page = await context.newPage();
  await page.goto(`${origin}/import/`);
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Denver' }).format(Date.now());
  await page.locator('input[type=file]').setInputFiles({
    name: 'five-years.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bigPlan({ today }))),
  });
  await page.getByRole('link', { name: 'Open it' }).click({ timeout: 120_000 });
  await page.waitForSelector(USABLE);
  const { pathname, hash } = new URL(page.url());
  await page.close();
  return pathname + hash;
}

/**
 * Tells so many tries by hand, one after another, while another tab holds the folding back.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {number} changes
 */
async function change(context, url, changes) {
  const holder = await holdFolding(context, url);
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForSelector(WHOLE);
  for (let i = 0; i < changes; i++) await tellOne(page, i);
  await page.close();
  await holder.close();
}

/**
 * Tells the next try: from Today, through the answer, back to Today.
 *
 * @param {import('playwright').Page} page
 * @param {number} i counts the tries told
 */
export async function tellOne(page, i) {
  await press(page, ASK, i % 20);
  await press(page, `#answer-${OUTCOMES[i % OUTCOMES.length]}`);
  const asked = await page.waitForFunction(
    ([saved, question]) => {
      if (document.querySelector(String(question))) return 'who';
      return document.querySelector(String(saved)) && 'saved';
    },
    [SAVED, QUESTION],
    { polling: 'raf' },
  );
  if ((await asked.jsonValue()) === 'who') {
    await page
      .locator(QUESTION)
      .getByRole('button', { name: /Marisol/ })
      .click();
    await page.locator(SAVED).waitFor();
  }
  await press(page, '#done');
  // The app goes back to Today by itself, or offers a change first.
  await page.waitForSelector(`${TO_TODAY}, ${ASK}`);
  if (await page.locator(TO_TODAY).first().isVisible()) await press(page, TO_TODAY);
  await page.waitForSelector(ASK);
}

/**
 * A press as a finger makes it, on the place on the screen. What drives it asks the page for as little as it can:
 * its own work would stand between the press and the next paint.
 *
 * @param {import('playwright').Page} page
 * @param {string} selector
 * @param {number} [nth]
 */
async function press(page, selector, nth = 0) {
  const handle = await page.waitForFunction(
    ([wanted, at]) => {
      const element = document.querySelectorAll(String(wanted))[Number(at)];
      if (!element) return undefined;
      element.scrollIntoView({ block: 'center', behavior: 'instant' });
      const { x, y, width, height } = element.getBoundingClientRect();
      // What comes in above it, or is drawn only where it is looked at, may move it once more.
      const before = /** @type {any} */ (globalThis).stood;
      const same = before?.element === element && before.x === x && before.y === y;
      const frames = same ? before.frames + 1 : 0;
      Object.assign(globalThis, { stood: { element, x, y, frames } });
      if (frames < 3) return undefined;
      const [middle, half] = [x + width / 2, y + height / 2];
      const hit = document.elementFromPoint(middle, half);
      return hit && element.contains(hit) ? { x: middle, y: half } : undefined;
    },
    [selector, nth],
    { polling: 'raf' },
  );
  const place = /** @type {{ x: number, y: number }} */ (await handle.jsonValue());
  await page.mouse.click(place.x, place.y);
}

/**
 * Inputs as a person makes them on a slow phone: their delay to the next paint, and how long from an answer until
 * Saved is said.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {number} taps
 */
async function tap(context, url, taps) {
  const { page } = await slowPage(context, { link: false });
  await page.goto(url);
  await moment(page, WHOLE);
  await page.evaluate((said) => {
    const durable = /** @type {number[]} */ ([]);
    Object.assign(globalThis, { durable });
    addEventListener(
      'click',
      ({ target, timeStamp }) => {
        if (!(target instanceof Element && target.closest('[id^="answer-"]'))) return;
        const seen = new MutationObserver(() => {
          if (!document.querySelector(said)) return;
          seen.disconnect();
          durable.push(performance.now() - timeStamp);
        });
        seen.observe(document.body, { subtree: true, childList: true, attributes: true });
      },
      true,
    );
  }, SAVED);
  for (let i = 0; i < taps; i++) await tellOne(page, i);
  const { inputs } = await painted(page);
  const durable = await page.evaluate(() => /** @type {any} */ (globalThis).durable);
  await page.close();
  return { inputs, durable: /** @type {number[]} */ (durable) };
}

/** @param {import('playwright').CDPSession} session */
async function heapAfterCollection(session) {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
