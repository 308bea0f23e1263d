import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compress } from './compress.js';
import { leanStyles } from './leanStyles.js';
import { run } from './run.js';
import { readHosts } from './signal/hosts.js';

/** What a build is made from; the server itself is not part of it, but for what it does to the pages. */
const SOURCES = [
  'src/lib',
  'src/routes',
  'src/app.html',
  'src/server/leanStyles.js',
  'src/server/signal/hosts.js',
  'static',
  'svelte.config.js',
  'vite.config.ts',
  'package-lock.json',
];

/**
 * Written last, and dated when the build began: an edit made meanwhile is newer than it. It holds the signalling
 * hosts that stand in the pages' policy.
 */
const STAMP = join('build', '.built');

/**
 * @param {string} root the project's folder
 * @param {string[]} [hosts] signalling servers elsewhere; none when not given
 * @returns {boolean} false when build/ is missing, unfinished, older than a source, or made for other hosts
 */
export function isBuilt(root, hosts = []) {
  const stamp = join(root, STAMP);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hosts.join()) return false;
  const builtAt = statSync(stamp).mtimeMs;
  return SOURCES.every((source) => newest(join(root, source)) <= builtAt);
}

/**
 * Builds the app into build/, with a compressed copy beside each file.
 *
 * @param {string} root the project's folder
 * @param {string[]} hosts signalling servers elsewhere
 */
export async function build(root, hosts) {
  const began = new Date();
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  await run(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    // svelte.config.js reads them there.
    env: { ...process.env, SIGNALING_HOSTS: hosts.join() },
    // Errors and warnings only: the adapter's advice is about a preview that this project has not.
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  leanStyles(join(root, 'build'));
  mkdirSync(join(root, 'build', 'signal'), { recursive: true });
  writeFileSync(join(root, 'build', 'signal', 'hosts.json'), JSON.stringify(hosts));
  compress(join(root, 'build'));
  writeFileSync(join(root, STAMP), hosts.join());
  utimesSync(join(root, STAMP), began, began);
}

/**
 * @param {string} root the project's folder
 * @param {string[]} [hosts] signalling servers elsewhere; none when not given
 */
export async function buildIfNeeded(root, hosts = []) {
  if (isBuilt(root, hosts)) return;
  console.log('Building the app (a few seconds, only when something changed) …');
  await build(root, hosts);
}

/**
 * The latest change of a file, or in a folder: a folder's own time tells of removed files.
 *
 * @param {string} path
 * @returns {number} milliseconds; 0 when there is nothing at `path`
 */
function newest(path) {
  if (!existsSync(path)) return 0;
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce(
    (latest, name) => Math.max(latest, newest(join(path, name))),
    stat.mtimeMs,
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const main = async () => build(process.cwd(), readHosts(process.env));
  main().catch((error) => {
    console.error(error.message);
    process.exit(1);
  });
}
