import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readMessages, readSideBySide } from './readMessages.js';

/**
 * Words that judge a person or turn one into a file. One closed list for each language; the same
 * words may be read by the app wherever it needs them.
 *
 * @type {Record<string, string[]>}
 */
export const BANNED = JSON.parse(
  readFileSync(new URL('banned-words.json', import.meta.url), 'utf8'),
);

/**
 * The banned words that stand in a text as whole words, in any case: "late" is not in "later".
 *
 * @param {string} text
 * @param {string[]} banned
 * @returns {string[]}
 */
export function bannedIn(text, banned) {
  const plain = text.normalize('NFC');
  return banned.filter((word) => {
    const pattern = word.normalize('NFC').replaceAll(' ', '\\s+');
    return new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])${pattern}(?![\\p{L}\\p{M}\\p{N}])`, 'iu').test(
      plain,
    );
  });
}

/**
 * @param {string} root the project's folder
 * @returns {string[]} one line for each banned word that a person could see
 */
export function checkWords(root) {
  const inMessages = Object.entries(BANNED).flatMap(([language, banned]) => {
    const places = readMessages(join(root, 'src/lib/i18n', language)).map(({ name, texts }) => ({
      path: `src/lib/i18n/${language}/${name}.ts`,
      texts,
    }));
    const first = 'src/lib/i18n/first.ts';
    if (existsSync(join(root, first))) {
      const source = readFileSync(join(root, first), 'utf8');
      places.push({ path: first, texts: readSideBySide(source, language) });
    }
    return places.flatMap(({ path, texts }) =>
      texts.flatMap(({ line, text }) =>
        bannedIn(text, banned).map((word) => `${path}:${line} says "${word}": ${text}`),
      ),
    );
  });
  const inShell = ['src/app.html', 'static/manifest.webmanifest'].flatMap((path) =>
    bannedIn(readShell(join(root, path)), BANNED.en ?? []).map((word) => `${path} says "${word}"`),
  );
  return [...inMessages, ...inShell];
}

/**
 * What the system shows of the app: the texts of its manifest and of its page's head.
 *
 * @param {string} path
 */
function readShell(path) {
  const text = readFileSync(path, 'utf8');
  const seen = path.endsWith('.html')
    ? text.matchAll(/content="([^"]*)"|<title>([^<]*)/g)
    : text.matchAll(/"(?:name|short_name|description)": "([^"]*)"/g);
  return [...seen].map(([, content, title]) => content ?? title).join('\n');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const faults = checkWords(process.cwd());
  for (const fault of faults) console.error(fault);
  process.exit(faults.length === 0 ? 0 : 1);
}
