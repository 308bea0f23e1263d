import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../../src/server/build.js';
import { install } from '../../src/server/install.js';
import { manifestOf, measure } from '../check/sizes.js';
import { installChromium } from '../config/chromium.js';
import { holds, table } from './figures.js';
import { fiveYears } from './fiveYears.js';
import { serveFloor, serveFolder } from './floor.js';
import { marks } from './lighthouse.js';
import { starts } from './starts.js';
import { together } from './together.js';

/**
 * Every bar of the project, measured on the built app: `npm run bench [starts|fiveYears|lighthouse|together]`. What stands
 * behind `together` are parts of it, and `full` for the long series.
 * Ratios are against a floor app built and served in the same run, in turn with ours; times are medians.
 * Ends with 1 when a bar is not met.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const only = process.argv[2];
const wanted = (/** @type {string} */ name) => only === undefined || only === name;

await install(root);
await installChromium(root);
await buildIfNeeded(root);
const build = join(root, 'build');
const floor = await serveFloor();
const ours = await serveFolder(build);
/** @type {import('./figures.js').Row[]} */
const rows = [];
try {
  const sizes = measure(build, manifestOf(root));
  for (const [what, bar] of /** @type {const} */ ([
    ['precache', 395],
    ['sharing', 45],
  ]))
    rows.push({
      what: `${what}, brotli`,
      value: (sizes.find((one) => one.what === what)?.bytes ?? Number.NaN) / 1000,
      unit: 'kB',
      bar,
      seen: 'built files',
    });
  if (wanted('starts'))
    rows.push(...(await starts({ ours: ours.origin, floor: floor.origin, runs: 7 })));
  if (wanted('fiveYears'))
    rows.push(...(await fiveYears({ ours: ours.origin, runs: 11, changes: 500, taps: 60 })));
  if (wanted('together')) rows.push(...(await together({ build, args: process.argv.slice(3) })));
  if (wanted('lighthouse')) rows.push(...(await marks({ ours: ours.origin, runs: 5 })));
} finally {
  ours.close();
  floor.close();
}
console.log(table(rows));
process.exit(rows.every(holds) ? 0 : 1);
