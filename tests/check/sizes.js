import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { files } from '../../src/server/files.js';

/** In bytes as they travel (brotli where it helps); a kB is 1000. */
export const BUDGETS = {
  /** Everything that works offline after one visit. */
  precache: 350_000,
  /**
   * A page, its styles, and every script it names. What is fetched on demand until the example can be used depends on
   * what is tapped: the benchmark measures it where it travels.
   */
  page: 120_000,
  font: 18_000,
};

/**
 * @param {string} build a built site, compressed copies beside the files
 * @returns {{ what: string, bytes: number, budget: number }[]} largest first
 */
export function measure(build) {
  const all = files(build).filter((path) => !/\.(br|gz)$/.test(path));
  const worker = readFileSync(join(build, 'sw.js'), 'utf8');
  const kept = [...worker.matchAll(/\{url:"([^"]+)",revision:/g)].map(([, url = '']) => url);
  if (kept.length === 0) throw new Error('sw.js keeps nothing for offline use');

  return [
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

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const measured = measure(join(process.cwd(), 'build'));
  for (const { what, bytes, budget } of measured) {
    const sizes = `${(bytes / 1000).toFixed(1)} of ${budget / 1000} kB`;
    console.log(`${bytes <= budget ? ' ' : '✗'} ${what}: ${sizes}`);
  }
  process.exit(measured.every(({ bytes, budget }) => bytes <= budget) ? 0 : 1);
}
