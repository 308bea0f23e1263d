import { bigPlan } from './bigPlan.js';
import { median, quantile } from './figures.js';
import { moment, painted, phone, slowPage } from './browser.js';
import { forgetGlimpses, lookAtToday, UNSEEN, USABLE } from './starts.js';

/** The whole history is in once the page is no longer busy opening it. */
const WHOLE = 'main[aria-busy="false"]';
const OUTCOMES = [
  'It worked',
  'Some of it worked',
  'We did it our own way',
  'It didn’t happen this time',
];

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
  const holder = await context.newPage();
  await holder.goto(new URL('/manifest.webmanifest', url).href);
  const plan = new URLSearchParams(new URL(url).hash.slice(1)).get('p') ?? '';
  await holder.evaluate(
    (names) =>
      Promise.all(
        names.map(
          (name) =>
            new Promise((held) => {
              void navigator.locks.request(name, () => {
                held(undefined);
                return new Promise(() => {});
              });
            }),
        ),
      ).then(() => {}),
    ['team', 'household'].map((part) => `lived-plan:${plan}/${part}`),
  );
  const page = await context.newPage();
  await page.goto(url);
  for (let i = 0; i < changes; i++) {
    await tellOne(page, i);
  }
  await page.close();
  await holder.close();
}

/**
 * @param {import('playwright').Page} page
 * @param {number} i
 */
async function tellOne(page, i) {
  await page.waitForSelector(USABLE);
  await askOf(page, i).click();
  await page
    .getByRole('button', { name: OUTCOMES[i % OUTCOMES.length] ?? '', exact: true })
    .click();
  const me = page.getByRole('dialog').getByRole('button', { name: /Marisol/ });
  await page.getByText('Thank you').or(me).first().waitFor();
  if (await me.isVisible()) await me.click();
  await page.getByText('Thank you').first().waitFor();
  await finish(page);
}

/**
 * @param {import('playwright').Page} page
 * @param {number} i counts the tries told
 */
const askOf = (page, i) => page.getByRole('link', { name: 'How did it go?' }).nth(i % 20);

/**
 * Done: the app goes back to Today by itself, or offers a change first.
 *
 * @param {import('playwright').Page} page
 */
async function finish(page) {
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  const offers = page.locator('#suggestions');
  await offers.or(page.locator(USABLE).first()).first().waitFor();
  if (await offers.isVisible())
    await page.getByRole('link', { name: 'Back to Today' }).first().click();
}

/**
 * Inputs as a person makes them on a slow phone: their delay to the next paint, and how long until Saved is said.
 *
 * @param {import('playwright').BrowserContext} context
 * @param {string} url
 * @param {number} taps
 */
async function tap(context, url, taps) {
  const { page } = await slowPage(context, { link: false });
  await page.goto(url);
  await moment(page, WHOLE);
  const durable = [];
  const inputs = [];
  for (let i = 0; i < taps; i++) {
    await askOf(page, i).click();
    const answer = page.getByRole('button', {
      name: OUTCOMES[i % OUTCOMES.length] ?? '',
      exact: true,
    });
    await answer.waitFor();
    durable.push(
      await answer.evaluate(
        (button) =>
          new Promise((resolve) => {
            const began = performance.now();
            const seen = new MutationObserver(() => {
              if (!document.body.textContent?.includes('Saved')) return;
              seen.disconnect();
              resolve(performance.now() - began);
            });
            seen.observe(document.body, { subtree: true, childList: true, characterData: true });
            /** @type {HTMLElement} */ (button).click();
          }),
      ),
    );
    await finish(page);
    await page.waitForSelector(USABLE);
  }
  inputs.push(...(await painted(page)).inputs);
  await page.close();
  return { inputs, durable };
}

/** @param {import('playwright').CDPSession} session */
async function heapAfterCollection(session) {
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
