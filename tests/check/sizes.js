import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { files } from '../../src/server/files.js';

/** In bytes as they travel (brotli where it helps); a kB is 1000. */
export const BUDGETS = {
  /**
   * Everything that works offline after one visit: 350 kB for the app; a plan is shared offline, too: the code for that
   * (46, and 12 for inviting and joining), codes as pictures (18), its screens and words in two languages (23).
   */
  precache: 445_000,
  /** Code that a shared plan brings when it is opened, in the window and in its worker; its screens and words are not counted. */
  sharing: 46_000,
  /** Code that comes besides where somebody begins to share, invites, lets in, joins, reads a file of news, or starts again. */
  acts: 12_000,
  /** Drawing and reading codes: comes where somebody shows one or holds one before the camera. */
  codes: 18_000,
  /**
   * A page, its styles, and every script it names. What is fetched on demand until the example can be used depends on
   * what is tapped: the benchmark measures it where it travels.
   */
  page: 120_000,
  font: 18_000,
};

/**
 * What the build says of a file: which others it imports, at once or later, by their names in the manifest.
 *
 * @typedef {{ file: string, name?: string, src?: string, isEntry?: boolean, imports?: string[], dynamicImports?: string[] }} Chunk
 */

/** Where code for sharing begins, as the manifest names it. */
const SHARING = /^src\/lib\/(app\/together|carriers|ledger|peers)\//;
/** Files that other places of the app ask for as well, so that they are known by their names alone (`vite.config.ts`). */
const TOGETHER = ['together', 'both'];
const ACTS = /^src\/lib\/app\/together\/acts\.ts$/;
const CODES = /^src\/lib\/carriers\/(drawQr|readQr)\.ts$/;

/**
 * @param {string} build a built site, compressed copies beside the files
 * @param {Record<string, Chunk>} manifest how its scripts hang together
 * @returns {{ what: string, bytes: number, budget: number }[]} largest first
 */
export function measure(build, manifest) {
  const all = files(build).filter((path) => !/\.(br|gz)$/.test(path));
  const worker = readFileSync(join(build, 'sw.js'), 'utf8');
  const kept = [...worker.matchAll(/\{url:"([^"]+)",revision:/g)].map(([, url = '']) => url);
  if (kept.length === 0) throw new Error('sw.js keeps nothing for offline use');

  const { sharing, acts, codes } = sharingIn(manifest);

  return [
    { what: 'sharing', bytes: sum(sharing, build), budget: BUDGETS.sharing },
    { what: 'acts of sharing', bytes: sum(acts, build), budget: BUDGETS.acts },
    { what: 'codes', bytes: sum(codes, build), budget: BUDGETS.codes },
    { what: 'precache', bytes: sum(kept, build), budget: BUDGETS.precache },
    ...all
      .filter((path) => path.endsWith('.html'))
      .map((path) => ({
        what: `page ${path.slice(build.length)}, what it asks for by itself`,
        bytes: travels(path) + sum(linked(readFileSync(path, 'utf8')), build),
        budget: BUDGETS.page,
      })),
    ...all
      .filter((path) => path.endsWith('.woff2'))
      .map((path) => ({
        what: `font ${path.slice(build.length)}`,
        bytes: travels(path),
        budget: BUDGETS.font,
      })),
  ].sort((a, b) => b.bytes - a.bytes);
}

/**
 * The files that only a shared plan reaches, those that only acts reach besides, and those that only codes do.
 *
 * @param {Record<string, Chunk>} manifest
 * @returns {{ sharing: string[], acts: string[], codes: string[] }}
 */
function sharingIn(manifest) {
  const all = Object.keys(manifest);
  /** @param {RegExp} source */
  const from = (source) => all.filter((key) => source.test(manifest[key]?.src ?? ''));
  const together = all.filter((key) => TOGETHER.includes(manifest[key]?.name ?? ''));
  if (together.length < TOGETHER.length) throw new Error('nothing shares');
  const [acts, pictures] = [from(ACTS), from(CODES)];
  if (acts.length === 0) throw new Error('nobody is invited');
  const begins = [...new Set([...together, ...from(SHARING)])];
  const entries = all.filter((key) => manifest[key]?.isEntry && !begins.includes(key));

  const elsewhere = reach(manifest, entries, new Set(begins));
  const opened = begins.filter((key) => !acts.includes(key) && !pictures.includes(key));
  const shared = reach(manifest, opened, new Set([...elsewhere, ...acts, ...pictures]));
  const acted = reach(manifest, acts, new Set([...elsewhere, ...shared, ...pictures]));
  const drawn = reach(manifest, pictures, new Set([...elsewhere, ...shared, ...acted]));
  /** @param {Set<string>} keys */
  const filesOf = (keys) => [...keys].map((key) => manifest[key]?.file ?? '');
  return { sharing: filesOf(shared), acts: filesOf(acted), codes: filesOf(drawn) };
}

/**
 * What these files import, at once or later, and they themselves.
 *
 * @param {Record<string, Chunk>} manifest
 * @param {string[]} from
 * @param {Set<string>} but these and what only they import
 * @returns {Set<string>}
 */
function reach(manifest, from, but) {
  /** @type {Set<string>} */
  const reached = new Set();
  const todo = [...from];
  for (let key = todo.pop(); key !== undefined; key = todo.pop()) {
    if (reached.has(key) || but.has(key)) continue;
    reached.add(key);
    todo.push(...(manifest[key]?.imports ?? []), ...(manifest[key]?.dynamicImports ?? []));
  }
  return reached;
}

/**
 * What a page asks for by itself: scripts, styles, and what it preloads.
 *
 * @param {string} html
 * @returns {string[]}
 */
function linked(html) {
  const links = [...html.matchAll(/<link\b[^>]*>/g)].map(([tag]) => tag);
  const hrefs = links
    .filter((tag) => /rel="?(modulepreload|preload|stylesheet)\b/.test(tag))
    .map((tag) => /href="([^"]+)"/.exec(tag)?.[1] ?? '');
  return [...new Set(hrefs)];
}

/**
 * @param {string[]} urls
 * @param {string} build
 */
function sum(urls, build) {
  return urls
    .map((url) => join(build, url.endsWith('/') ? `${url}index.html` : url))
    .reduce((bytes, path) => bytes + travels(path), 0);
}

/**
 * @param {string} path
 * @returns {number} bytes that travel to a browser that knows brotli
 */
function travels(path) {
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
}

/**
 * @param {string} root the project's folder, built
 * @returns {Record<string, Chunk>}
 */
export function manifestOf(root) {
  return JSON.parse(
    readFileSync(join(root, '.svelte-kit/output/client/.vite/manifest.json'), 'utf8'),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured = measure(join(process.cwd(), 'build'), manifestOf(process.cwd()));
  for (const { what, bytes, budget } of measured) {
    const sizes = `${(bytes / 1000).toFixed(1)} of ${budget / 1000} kB`;
    console.log(`${bytes <= budget ? ' ' : '✗'} ${what}: ${sizes}`);
  }
  process.exit(measured.every(({ bytes, budget }) => bytes <= budget) ? 0 : 1);
}
