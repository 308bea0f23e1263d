import { keepValue } from '../keptValue.js';
import { stood } from './devices.js';

/** @typedef {import('playwright').Page} Page */

const DOOR = 'main [role=group] button';
/** A step's card on Today. */
export const CARD = 'main article';

/**
 * Goes to a place of a plan.
 *
 * @param {Page} page
 * @param {string} place
 * @param {string} fragment
 */
export async function goTo(page, place, fragment) {
  await page.goto(new URL(`/${place}/#${fragment}`, page.url()).href);
  await page.getByRole('heading', { level: 1 }).waitFor();
}

/**
 * Brings a plan in from a file, as a person would. Resolves with its id.
 *
 * @param {Page} page
 * @param {unknown} plan in the open format
 */
export async function bringIn(page, plan) {
  await page.goto(new URL('/import/', page.url()).href);
  await page.locator('input[type=file]').setInputFiles({
    name: 'plan.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(plan)),
  });
  await page.getByRole('link', { name: 'Open it' }).click({ timeout: 120_000 });
  await page.locator(CARD).first().waitFor();
  return planOf(page);
}

/** @param {Page} page */
export function planOf(page) {
  const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p');
  if (id === null) throw new Error(`no plan in ${page.url()}`);
  return id;
}

/**
 * @param {Page} page
 * @param {string} plan
 */
export async function share(page, plan) {
  await goTo(page, 'together', `p=${plan}`);
  await page.getByRole('button', { name: 'Share this plan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Who should come in?' }).waitFor();
}

/**
 * Goes all the way to how somebody comes in, and chooses it.
 *
 * @param {Page} page
 * @param {string} plan
 * @param {RegExp | string} whom
 * @param {'Show a code here' | 'Two codes, without internet'} how
 * @param {string} [may] what they may do, as the screen calls it
 */
export async function inviting(page, plan, whom, how, may) {
  await goTo(page, 'invite', `p=${plan}`);
  await page.getByRole('main').getByRole('link', { name: whom }).first().click();
  const direct = page.getByText('Directly', { exact: true });
  const on = page.getByRole('button', { name: /^(Go on|Share)$/ });
  const ways = page.getByRole('link', { name: how });
  const heading = page.getByRole('heading', { level: 1 });
  const asked = page.getByRole('heading', { level: 1, name: /^What may .* do\?$/ });
  for (;;) {
    await on.or(direct).or(ways).first().waitFor();
    if (await ways.isVisible()) break;
    if (may && (await asked.isVisible())) await page.getByText(may, { exact: true }).click();
    const before = await heading.textContent();
    if (await direct.isVisible()) await direct.click();
    await on.click();
    await page.waitForFunction(
      (words) =>
        document.querySelector('h1') && document.querySelector('h1')?.textContent !== words,
      before,
    );
  }
  await ways.click();
}

/**
 * Asks to come in, where the page of an invitation stands open.
 *
 * @param {Page} page
 * @param {string} name
 */
export async function ask(page, name) {
  await page.getByRole('textbox', { name: 'What shall we call you?' }).fill(name);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('Directly', { exact: true }).click();
  await page.getByRole('button', { name: 'Ask to come in' }).click();
}

/**
 * Waits for the words on the newcomer's device and for the sets on the one inside.
 *
 * @param {Page} inside
 * @param {Page} newcomer
 * @returns {Promise<{ words: string[], at: number }>} `at`: both were there
 */
export async function wordsOf(inside, newcomer) {
  const [here, there] = await Promise.all([
    stood(newcomer, 'main [translate=no] span'),
    stood(inside, DOOR),
  ]);
  const words = await newcomer.locator('main [translate=no] span').allTextContents();
  return { words: words.map((word) => word.trim()), at: Math.max(here, there) };
}

/**
 * Lets in who said these words.
 *
 * @param {Page} page
 * @param {readonly string[]} words
 */
export async function letIn(page, words) {
  await page
    .getByRole('group', { name: /^Which words does/ })
    .getByRole('button', { name: words.join(' '), exact: true })
    .click();
  await page.getByRole('button', { name: 'Let in' }).click();
}

/**
 * The whole way in, up to *Let in*.
 *
 * @param {Page} inside
 * @param {string} plan
 * @param {Page} newcomer
 * @param {{ whom: RegExp | string, name: string, may?: string }} who
 * @param {() => Promise<void>} [before] done right before they are let in
 */
export async function bringTogether(inside, plan, newcomer, { whom, name, may }, before) {
  await inviting(inside, plan, whom, 'Show a code here', may);
  const link = await inside.getByLabel('The link', { exact: true }).inputValue();
  await newcomer.goto(link);
  await ask(newcomer, name);
  const { words } = await wordsOf(inside, newcomer);
  await before?.();
  await letIn(inside, words);
}

/**
 * Resolves once Today of the plan stands on a device, all of it here, with the moment.
 *
 * @param {Page} page
 * @param {string} plan
 */
export async function arrived(page, plan) {
  await page.waitForURL(new RegExp(`/today/#p=${plan}$`), { waitUntil: 'commit' });
  return stood(page, `main:not([aria-busy=true]) article`);
}

/**
 * Lays down tries that somebody told on a day before and did not finish: the app writes each as one try when it opens.
 *
 * @param {Page} page of the same origin
 * @param {string} plan
 * @param {{ first: number, count: number, by: string, on: string }} which of the plan's steps, by their number
 */
export async function leaveTries(page, plan, { first, count, by, on }) {
  const outcomes = ['worked', 'partly', 'ownWay', 'noHelp'];
  const drafts = Array.from({ length: count }, (_, i) => {
    const stepId = `s${first + i}`;
    const id = `told-${by}-${on}-${first + i}`;
    const input = { stepId, on, outcome: outcomes[i % outcomes.length] };
    return [`drafts/${plan}/try/${stepId}`, { id, by, keptAt: Date.now() - 600_000, input }];
  });
  await page.evaluate(`globalThis.keepValue = ${keepValue}`);
  await page.evaluate(async (all) => {
    for (const draft of all) await /** @type {any} */ (globalThis).keepValue(draft);
  }, drafts);
}

/** @param {Page} page */
export const plainPage = (page) =>
  page.goto(new URL('/manifest.webmanifest', page.url()).href).then(() => {});

/** Of each need on the place Plan: which part of life it is about. */
const CHOICES = 'main section.need details';

/**
 * Changes what a need is about, as a tap does on the place Plan, which stands open.
 *
 * @param {Page} page
 * @param {number} nth which need
 * @returns {Promise<string>} what it is about now, durable on this device
 */
export async function choose(page, nth) {
  await page.waitForSelector(`${CHOICES} select`, { state: 'attached' });
  const [chosen, before] = await page.evaluate(
    ([all, at]) => {
      const select = document.querySelectorAll(String(all))[Number(at)]?.querySelector('select');
      if (!select) throw new Error('no such need');
      const codes = [...select.options].map(({ value }) => value).filter(Boolean);
      const next = codes[(codes.indexOf(select.value) + 1) % codes.length] ?? '';
      const count = /** @type {any} */ (globalThis).seen.kept.length;
      select.value = next;
      select.dispatchEvent(new Event('change', { bubbles: true }));
      return [next, count];
    },
    [CHOICES, nth],
  );
  const came = await page.waitForFunction(
    (count) => {
      if (/** @type {any} */ (globalThis).seen.kept.length > Number(count)) return 'kept';
      return document.querySelector('dialog[open] button') && 'who';
    },
    before,
    { polling: 'raf' },
  );
  if ((await came.jsonValue()) === 'who') {
    const person = { name: /^(Marisol|Teo)/ };
    await page.locator('dialog[open]').getByRole('button', person).first().click();
    await page.waitForFunction(
      (count) => /** @type {any} */ (globalThis).seen.kept.length > Number(count),
      before,
    );
  }
  return String(chosen);
}

/**
 * Waits until these needs are shown to be about this.
 *
 * @param {Page} page
 * @param {readonly (readonly [nth: number, chosen: string])[]} wanted
 * @param {number} timeout milliseconds
 * @returns {Promise<number>} the moment
 */
export async function shows(page, wanted, timeout) {
  const handle = await page.waitForFunction(
    ([all, what]) => {
      const needs = document.querySelectorAll(String(all));
      const isShown = /** @type {[number, string][]} */ (what).every(
        ([nth, chosen]) => needs[nth]?.querySelector('select')?.value === chosen,
      );
      return isShown && /** @type {any} */ (globalThis).seen.now();
    },
    /** @type {[string, any]} */ ([CHOICES, wanted]),
    { polling: 'raf', timeout },
  );
  return Number(await handle.jsonValue());
}
