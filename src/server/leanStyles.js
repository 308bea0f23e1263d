import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { files } from './files.js';

/**
 * Leaves in each page only the styles that its first paint uses; all of them follow as a sheet at the end of its body,
 * where it holds up no paint, and before the script that needs them. A third of the time to a slow phone's first
 * paint went into styles of things that come later.
 *
 * @param {string} build a built site, not compressed yet
 */
export function leanStyles(build) {
  for (const path of files(build).filter((name) => name.endsWith('.html')))
    writeFileSync(path, leanPage(readFileSync(path, 'utf8')));
}

/** How SvelteKit names a sheet that stands in the page already. */
const sheet = /<link href="([^"]+)" rel="stylesheet" disabled media="\(max-width: 0\)">\s*/g;

/**
 * @param {string} html a page as SvelteKit wrote it
 * @returns {string}
 */
export function leanPage(html) {
  const sheets = [...html.matchAll(sheet)].map(([, href]) => href);
  const [whole, style] = /<style[^>]*>([\s\S]*?)<\/style>/.exec(html) ?? [];
  const at = html.lastIndexOf('<script>');
  if (sheets.length === 0 || !whole || !style || at < 0) return html;
  const used = new Set(html.slice(html.indexOf('<body')).match(/svelte-[a-z0-9]+/g));
  const lean = usedRules(style, used);
  const links = sheets.map((href) => `<link data-sheet rel="stylesheet" href="${href}">`).join('');
  return (html.slice(0, at) + links + html.slice(at))
    .replace(sheet, '')
    .replace(whole, () => whole.replace(style, () => lean))
    .replaceAll(hashOf(style), hashOf(lean));
}

/**
 * Rules without a component's mark, and those of components that stand in the page.
 *
 * @param {string} css minified
 * @param {Set<string>} used the marks that stand in the page
 * @returns {string}
 */
function usedRules(css, used) {
  return rules(css)
    .map(({ head, body }) => {
      if (/^@(media|supports|container|layer)/.test(head)) {
        const inner = usedRules(body, used);
        return inner === '' ? '' : `${head}{${inner}}`;
      }
      const marks = head.match(/svelte-[a-z0-9]+/g) ?? [];
      const stands = marks.length === 0 || marks.some((mark) => used.has(mark));
      return stands ? `${head}{${body}}` : '';
    })
    .join('');
}

/**
 * @param {string} css
 * @returns {{ head: string, body: string }[]} the rules at the top, in their order
 */
function rules(css) {
  const found = [];
  let from = 0;
  let opened = 0;
  let depth = 0;
  for (let at = 0; at < css.length; at++) {
    if (css[at] === '{' && depth++ === 0) opened = at;
    if (css[at] === '}' && --depth === 0) {
      found.push({ head: css.slice(from, opened).trim(), body: css.slice(opened + 1, at) });
      from = at + 1;
    }
  }
  return found;
}

/**
 * @param {string} text
 * @returns {string} as a content security policy names it
 */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
