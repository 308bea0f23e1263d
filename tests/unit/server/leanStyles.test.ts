import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { leanPage } from '../../../src/server/leanStyles.js';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const all =
  'p{color:red}.a.svelte-here{margin:0}.b.svelte-later{margin:1px}' +
  '@media print{.b.svelte-later{display:none}}@media (width<30rem){.a.svelte-here{margin:2px}.b.svelte-later{top:0}}' +
  '@keyframes rise{from{opacity:0}}.svelte-later p,.svelte-here i{top:1px}';
const needed =
  'p{color:red}.a.svelte-here{margin:0}@media (width<30rem){.a.svelte-here{margin:2px}}' +
  '@keyframes rise{from{opacity:0}}.svelte-later p,.svelte-here i{top:1px}';
const page = `<html><head><meta content="style-src 'self' ${hash(all)}">
<link href="/first.css" rel="stylesheet" disabled media="(max-width: 0)">
<style>${all}</style><script>early()</script></head>
<body><div class="a svelte-here"></div><script>boot()</script></body></html>`;

test('a page keeps what its first paint uses, and names the rest before the script that needs it', () => {
  const lean = leanPage(page);
  expect(lean).toContain(`<style>${needed}</style>`);
  expect(lean).toContain(
    `</div><link data-sheet rel="stylesheet" href="/first.css"><script>boot()`,
  );
  expect(lean).not.toContain('disabled');
});

test('SEC1 the policy names what stands in the page now', () => {
  expect(leanPage(page)).toContain(hash(needed));
  expect(leanPage(page)).not.toContain(hash(all));
});

test('a page without a sheet of its own stays as it is', () => {
  const plain = '<html><head><style>p{}</style></head><body><script>boot()</script></body></html>';
  expect(leanPage(plain)).toBe(plain);
});
