import { existsSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { files } from '../../src/server/files.js';
import { readMessages } from './readMessages.js';

/**
 * @param {string} root the project's folder
 * @returns {string[]} one line for each message that one language lacks, nothing uses, or is asked
 *   for and not there
 */
export function checkMessages(root) {
  const [en, es] = ['en', 'es'].map((language) => {
    const places = readMessages(join(root, 'src/lib/i18n', language));
    return new Map(places.map(({ name, keys }) => [name, keys]));
  });
  if (!en || !es) return [];
  const code = readCode(join(root, 'src'));
  return [
    ...missing(en, es).map((path) => `${path} is not there in Spanish`),
    ...missing(es, en).map((path) => `${path} is not there in English`),
    ...[...en].flatMap(([place, keys]) =>
      unused(place, keys, code).map((key) => `${place}.${key} is used nowhere`),
    ),
    ...unknown(en, code).map((path) => `m.${path} is used and not there`),
  ];
}

/**
 * @param {Map<string, string[]>} these
 * @param {Map<string, string[]>} those
 * @returns {string[]} what these have and those lack
 */
export function missing(these, those) {
  return [...these].flatMap(([place, keys]) => {
    const others = those.get(place);
    if (!others) return [place];
    return keys.filter((key) => !others.includes(key)).map((key) => `${place}.${key}`);
  });
}

/**
 * The keys of a place that no code asks for. A place or table that is asked by code (`[code]`) is
 * used as a whole; in one that is handed on whole, a key counts as used where its name is read.
 *
 * @param {string} place
 * @param {string[]} keys
 * @param {string} code all source outside the messages
 * @returns {string[]}
 */
export function unused(place, keys, code) {
  /** @param {string} path */
  const found = (path) =>
    new RegExp(`(?<![\\w$])${path.split('.').join('\\s*\\??\\.\\s*')}(?![\\w$])`).test(code);
  /** @param {string} path */
  const byCode = (path) =>
    new RegExp(`(?<![\\w$])${path.split('.').join('\\s*\\??\\.\\s*')}\\s*(\\?\\.)?\\[`).test(code);
  const handedOn = new RegExp(`\\bm\\s*\\.\\s*${place}(?![\\w$])(?!\\s*\\??[.[])`).test(code);

  return keys.filter((key) => {
    const tables = key.split('.').slice(0, -1);
    const above = [place, ...tables].map((_, depth, all) => all.slice(0, depth + 1).join('.'));
    const name = key.split('.').at(-1) ?? key;
    return !(
      found(`${place}.${key}`) ||
      above.some(byCode) ||
      // A table below the place that is handed on: `m.today.outcomes` with no key behind it.
      above.slice(1).some((path) => new RegExp(`${path}(?![\\w$])(?!\\s*\\??[.[])`).test(code)) ||
      (handedOn && new RegExp(`\\.\\s*${name}(?![\\w$])|\\[`).test(code))
    );
  });
}

/**
 * @param {Map<string, string[]>} places
 * @param {string} code
 * @returns {string[]} `place.key` that code asks `m` for and no file holds
 */
export function unknown(places, code) {
  const asked = [...code.matchAll(/(?<![\w$])m\.(\w+)\.(\w+)/g)].map(([, place, key]) => ({
    place: place ?? '',
    key: key ?? '',
  }));
  const lacking = asked.filter(({ place, key }) => {
    const keys = places.get(place);
    return keys && !keys.some((known) => known === key || known.startsWith(`${key}.`));
  });
  return [...new Set(lacking.map(({ place, key }) => `${place}.${key}`))];
}

/**
 * @param {string} src
 * @returns {string} all source that may use a message
 */
function readCode(src) {
  if (!existsSync(src)) return '';
  return files(src)
    .filter((path) => /\.(svelte|ts|js)$/.test(path))
    .filter((path) => !/^lib\/i18n\/(en|es)\//.test(relative(src, path).split(sep).join('/')))
    .map((path) => readFileSync(path, 'utf8'))
    .join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = checkMessages(process.cwd());
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
