import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from '../src/server/build.js';
import { install } from '../src/server/install.js';
import { run } from '../src/server/run.js';

/**
 * Every test of the project, from a fresh clone: `node tests/run.js [suite [arguments for it …]]`.
 * Installs what is missing, runs the suites one after another, also past a failure, and ends with
 * a line of its own: "1234 passed, 0 failed".
 *
 * @typedef {{ passed: number, failed: number }} Count
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const results = join(root, 'test-results');

/** @type {Record<string, (args: string[]) => Promise<Count>>} */
const suites = {
  check,
  unit: (args) => vitest('unit', args),
  property: (args) => vitest('property', args),
  component: (args) => vitest('component', args),
  e2e,
};

const [only, ...args] = process.argv.slice(2);
if (only !== undefined && !(only in suites)) {
  console.error(`There is no suite "${only}"; there are: ${Object.keys(suites).join(', ')}.`);
  process.exit(2);
}
await install(root);
const { installChromium } = await import('./config/chromium.js');
await installChromium(root);
mkdirSync(results, { recursive: true });

const total = { passed: 0, failed: 0 };
const times = [];
for (const [name, suite] of Object.entries(suites)) {
  if (only !== undefined && only !== name) continue;
  console.log(`\n── ${name} ──`);
  const began = performance.now();
  const { passed, failed } = await suite(args);
  total.passed += passed;
  total.failed += failed;
  const minutes = ((performance.now() - began) / 60_000).toFixed(2);
  times.push(`${name.padEnd(10)} ${minutes.padStart(6)} min  ${passed} passed, ${failed} failed`);
}
console.log(`\n${times.join('\n')}\n\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);

/**
 * Each `check:…` script of package.json counts as one test. Two run side by side; what each prints is
 * shown once it has ended.
 *
 * @returns {Promise<Count>}
 */
async function check() {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await buildIfNeeded(root).catch(tell);
  const count = { passed: 0, failed: 0 };
  const waiting = Object.keys(scripts).filter((script) => script.startsWith('check:'));
  const work = async () => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const began = performance.now();
      const file = join(results, `${name.replace(':', '-')}.txt`);
      const print = openSync(file, 'w');
      const fine = await succeeds(() =>
        run(scripts[name], [], {
          cwd: root,
          shell: true,
          env: env(),
          stdio: ['ignore', print, print],
        }),
      );
      closeSync(print);
      count[fine ? 'passed' : 'failed'] += 1;
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      process.stdout.write(readFileSync(file));
      console.log(`${fine ? '✓' : '✗'} ${name} (${seconds} s)`);
    }
  };
  await Promise.all([work(), work()]);
  return count;
}

/**
 * @param {string} project a project of tests/config/vitest.config.ts
 * @param {string[]} more
 */
function vitest(project, more) {
  return counted(project, (file) => [
    join(root, 'node_modules', 'vitest', 'vitest.mjs'),
    ...['run', '--config', 'tests/config/vitest.config.ts', '--project', project],
    ...['--reporter', 'default', '--reporter', 'json', '--outputFile.json', file],
    ...more,
  ]);
}

/**
 * @param {string[]} more
 */
async function e2e(more) {
  if (!(await succeeds(() => buildIfNeeded(root)))) return { passed: 0, failed: 1 };
  return counted('e2e', () => [
    join(root, 'node_modules', '@playwright', 'test', 'cli.js'),
    ...['test', '--config', 'tests/config/playwright.config.ts', '--reporter', 'list,json'],
    ...more,
  ]);
}

/**
 * Runs one runner and reads its own count from the file it wrote. A runner that ends with an error
 * yet counts no failure, or that ran nothing, counts as one failure.
 *
 * @param {string} name
 * @param {(file: string) => string[]} argsFor
 * @returns {Promise<Count>}
 */
async function counted(name, argsFor) {
  const file = join(results, `${name}.json`);
  rmSync(file, { force: true });
  const fine = await succeeds(() =>
    run(process.execPath, argsFor(file), {
      cwd: root,
      env: { ...env(), PLAYWRIGHT_JSON_OUTPUT_NAME: file },
    }),
  );
  const { passed, failed } = existsSync(file)
    ? readCount(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0 };
  const silent = (!fine && failed === 0) || passed + failed === 0;
  return { passed, failed: silent ? failed + 1 : failed };
}

/**
 * @param {any} report vitest's or Playwright's JSON report
 * @returns {Count}
 */
function readCount(report) {
  return report.stats
    ? {
        passed: report.stats.expected,
        failed: report.stats.unexpected + report.stats.flaky + report.errors.length,
      }
    : { passed: report.numPassedTests, failed: report.numFailedTests };
}

/**
 * @param {() => Promise<unknown>} work
 */
async function succeeds(work) {
  try {
    await work();
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}

/**
 * @param {unknown} error
 */
function tell(error) {
  console.error(error instanceof Error ? error.message : error);
}

/** The tools of node_modules first, as npm scripts have them. */
function env() {
  const bin = join(root, 'node_modules', '.bin');
  const separator = process.platform === 'win32' ? ';' : ':';
  return { ...process.env, PATH: `${bin}${separator}${process.env.PATH ?? ''}` };
}
