import { chromium } from 'playwright';
import lighthouse from 'lighthouse';
import { LAUNCH } from '../config/chromium.js';

const PORT = 9333;

/**
 * Lighthouse as a phone, its four marks for Home and for the example's Today.
 *
 * @param {{ ours: string, address: string }} options `address`: from the first slash, of a plan that is not on that device
 * @returns {Promise<import('./figures.js').Row[]>}
 */
export async function marks({ ours, address }) {
  const browser = await chromium.launch({
    ...LAUNCH,
    args: [...LAUNCH.args, `--remote-debugging-port=${PORT}`],
  });
  try {
    const rows = [];
    for (const [name, path] of [
      ['Home', '/'],
      ['a plan’s address', address],
    ]) {
      const result = await lighthouse(`${ours}${path}`, {
        port: PORT,
        output: 'json',
        logLevel: 'error',
      });
      for (const { title, score } of Object.values(result?.lhr.categories ?? {}))
        rows.push({
          what: `Lighthouse mobile, ${name}: ${title}`,
          value: (score ?? 0) * 100,
          unit: '',
          bar: 100,
          atLeast: true,
          seen: '1 run',
        });
    }
    return rows;
  } finally {
    await browser.close();
  }
}
