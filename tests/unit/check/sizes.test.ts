import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { compress } from '../../../src/server/compress.js';
import { measure } from '../../check/sizes.js';
import { project } from './project';

/** Text that no compression makes smaller. */
const noise = (bytes: number) => randomBytes(bytes / 2).toString('hex');

const site = (script: string, font = 'font') => {
  const root = project({
    'sw.js': 'precacheAndRoute([{url:"/",revision:"1"},{url:"_app/a.js",revision:null}])',
    'index.html': '<link rel="modulepreload" href="/_app/a.js"><link rel="icon" href="/i.svg">',
    '_app/a.js': script,
    '_app/f.woff2': font,
  });
  compress(root);
  return measure(root).map(({ what, bytes, budget }) => [what, bytes > budget] as const);
};

test('a small site keeps every budget', () => {
  expect(site('export {}').filter(([, over]) => over)).toEqual([]);
  expect(site('export {}').map(([what]) => what)).toEqual(
    expect.arrayContaining([
      'precache',
      'page /index.html, what it asks for by itself',
      'font /_app/f.woff2',
    ]),
  );
});

test('a script too many is over the budget of the page that names it', () => {
  const over = site(noise(250_000)).filter(([, is]) => is);
  expect(over).toEqual([['page /index.html, what it asks for by itself', true]]);
});

test('what is kept for offline use has a budget of its own', () => {
  const over = site(noise(800_000)).filter(([, is]) => is);
  expect(over.map(([what]) => what)).toContain('precache');
});

test('bytes are counted as they travel, compressed', () => {
  expect(site('export const a = 1;\n'.repeat(50_000)).filter(([, over]) => over)).toEqual([]);
});

test('a font that grew is over its budget', () => {
  expect(site('', noise(20_000)).filter(([, over]) => over)).toEqual([
    ['font /_app/f.woff2', true],
  ]);
});

test('a service worker that keeps nothing is an error', () => {
  const root = project({ 'sw.js': '' });
  expect(() => measure(root)).toThrow('keeps nothing');
});
