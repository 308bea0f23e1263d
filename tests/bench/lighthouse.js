import lighthouse from 'lighthouse';
import { phone } from './browser.js';
import { median } from './figures.js';
import { lookAtToday, openExample } from './starts.js';

const PORT = 9333;

/**
 * Lighthouse as a phone, its four marks for Home where no plan is, and for the example's Today in a profile that has it.
 *
 * @param {{ ours: string, runs: number }} options
 * @returns {Promise<import('./figures.js').Row[]>}
 */
export async function marks({ ours, runs }) {
  const { context, close } = await phone([`--remote-debugging-port=${PORT}`]);
  try {
    const home = await judged('Home', `${ours}/`, { runs, keeps: false });
    const address = await openExample(context, ours);
    await lookAtToday(context, ours + address);
    const today = await judged('the example’s Today', ours + address, { runs, keeps: true });
    return [...home, ...today];
  } finally {
    await close();
  }
}

/**
 * The median of each mark.
 *
 * @param {string} name
 * @param {string} url
 * @param {{ runs: number, keeps: boolean }} options `keeps`: what the app keeps in that profile stays
 * @returns {Promise<import('./figures.js').Row[]>}
 */
async function judged(name, url, { runs, keeps }) {
  /** @type {Map<string, number[]>} */
  const seen = new Map();
  for (let run = 0; run < runs; run++) {
    const result = await lighthouse(url, {
      port: PORT,
      output: 'json',
      logLevel: 'error',
      disableStorageReset: keeps,
    });
    for (const { title, score } of Object.values(result?.lhr.categories ?? {}))
      seen.set(title, [...(seen.get(title) ?? []), (score ?? 0) * 100]);
  }
  return [...seen].map(([title, scores]) => ({
    what: `Lighthouse mobile, ${name}: ${title}`,
    value: median(scores),
    unit: '',
    bar: 100,
    atLeast: true,
    seen: `${scores.length} runs, ${Math.min(...scores).toFixed(0)} to ${Math.max(...scores).toFixed(0)}`,
  }));
}
