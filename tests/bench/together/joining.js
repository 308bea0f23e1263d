import { median } from '../figures.js';
import { openExample } from '../starts.js';
import { seenBy, stood, withDevices } from './devices.js';
import { arrived, ask, CARD, inviting, letIn, planOf, share, wordsOf } from './ways.js';

/**
 * The example comes to a phone that has never seen the app. Hands are not counted: of each stretch in which somebody only
 * waits, the time.
 *
 * @param {{ ours: string, runs: number }} options
 * @returns {Promise<import('../figures.js').Row[]>}
 */
export async function joining({ ours, runs }) {
  const shown = [];
  const codes = [];
  for (let run = 0; run < runs; run++) {
    shown.push(await byQr(ours));
    codes.push(await byCodes(ours));
  }
  return [
    row('joining, from the code shown to the plan on the new phone', shown),
    row('joining by two codes, after the second scan', codes),
  ];
}

/**
 * @param {string} what
 * @param {readonly Record<string, number>[]} runs stretches in ms
 * @returns {import('../figures.js').Row}
 */
function row(what, runs) {
  const names = Object.keys(runs[0] ?? {});
  const parts = names.map(
    (name) => `${name} ${median(runs.map((one) => one[name] ?? Number.NaN)).toFixed(0)}`,
  );
  return {
    what,
    value: median(runs.map((one) => Object.values(one).reduce((sum, ms) => sum + ms, 0))),
    unit: 'ms',
    bar: 3_000,
    seen: `${runs.length} runs, hands excluded: ${parts.join(', ')} ms`,
  };
}

/** @param {string} ours */
const byQr = (ours) =>
  withDevices([ours, 'about:blank'], async (home, { page: newcomer }) => {
    const { page: inside, plan } = await withExample(home, ours);
    await inviting(inside, plan, /Teo Vega/, 'Show a code here');
    const link = await inside.getByLabel('The link', { exact: true }).inputValue();
    const scanned = await home.page.evaluate(() => /** @type {any} */ (globalThis).seen.now());
    await newcomer.goto(link, { waitUntil: 'commit' });
    const open = await stood(newcomer, 'main input');
    await ask(newcomer, 'Teo');
    const { words, at } = await wordsOf(inside, newcomer);
    const asked = (await seenBy(newcomer)).clicks.at(-1) ?? Number.NaN;
    return {
      'page opens': open - Number(scanned),
      words: at - asked,
      ...(await comeIn(inside, newcomer, plan, words)),
    };
  });

/** @param {string} ours */
const byCodes = (ours) =>
  withDevices([ours, `${ours}/join/#k=codes`], async (home, { page: newcomer }) => {
    const { page: inside, plan } = await withExample(home, ours);
    await inviting(inside, plan, /Teo Vega/, 'Two codes, without internet');
    const offer = await inside.getByLabel('The code as text').inputValue();
    await newcomer.getByRole('textbox', { name: 'What shall we call you?' }).fill('Teo');
    const theirs = 'Or paste their code here';
    await newcomer.getByRole('textbox', { name: theirs }).fill(offer);
    await newcomer.getByRole('button', { name: 'Take it in' }).click();
    await newcomer.getByText('Directly', { exact: true }).click();
    await newcomer.getByRole('button', { name: 'Ask to come in' }).click();
    await newcomer.getByRole('heading', { name: 'Second code: show this one' }).waitFor();
    const answer = await newcomer.getByLabel('The code as text').inputValue();
    await inside.getByRole('textbox', { name: theirs }).fill(answer);
    await inside.getByRole('button', { name: 'Take it in' }).click();
    const { words, at } = await wordsOf(inside, newcomer);
    const scanned = (await seenBy(inside)).clicks.at(-1) ?? Number.NaN;
    return { words: at - scanned, ...(await comeIn(inside, newcomer, plan, words)) };
  });

/**
 * @param {import('./devices.js').Device} device
 * @param {string} ours
 */
async function withExample({ context, page }, ours) {
  const address = await openExample(context, ours);
  await page.goto(ours + address);
  await page.locator(CARD).first().waitFor();
  const plan = planOf(page);
  await share(page, plan);
  return { page, plan };
}

/**
 * @param {import('playwright').Page} inside
 * @param {import('playwright').Page} newcomer
 * @param {string} plan
 * @param {readonly string[]} words
 */
async function comeIn(inside, newcomer, plan, words) {
  await letIn(inside, words);
  const here = await arrived(newcomer, plan);
  const tapped = (await seenBy(inside)).clicks.at(-1) ?? Number.NaN;
  return { 'let in to plan': here - tapped };
}
