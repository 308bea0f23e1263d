import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { compress } from '../../../src/server/compress.js';
import { measure } from '../../check/sizes.js';
import { project } from './project';

/** Text that no compression makes smaller. */
const noise = (bytes: number) => randomBytes(bytes / 2).toString('hex');

interface Parts {
  readonly script?: string;
  readonly font?: string;
  /** What only Together needs, what only inviting does, and what only reading a code does. */
  readonly together?: string;
  readonly acts?: string;
  readonly reader?: string;
}

/**
 * A page, whose script asks for Together and for acts later; Together has a reader of codes, and a part that the page has, too;
 * acts have what Together has, and a part of their own.
 */
const acts = 'src/lib/app/together/acts.ts';
const manifest = {
  'nodes/0.js': {
    file: '_app/a.js',
    isEntry: true,
    imports: ['_common'],
    dynamicImports: ['_t', '_b', acts],
  },
  _common: { file: '_app/common.js' },
  _t: { file: '_app/t.js', name: 'together', imports: ['_b', '_part'], dynamicImports: [acts] },
  _b: { file: '_app/b.js', name: 'both', imports: ['_common'] },
  [acts]: { file: '_app/acts.js', src: acts, imports: ['_t', '_own'] },
  _own: { file: '_app/own.js' },
  _part: { file: '_app/part.js', dynamicImports: ['src/lib/carriers/readQr.ts'] },
  'src/lib/carriers/readQr.ts': { file: '_app/r.js', src: 'src/lib/carriers/readQr.ts' },
};

const site = ({ script = '', font = 'font', together = '', acts = '', reader = '' }: Parts) => {
  const root = project({
    'sw.js': 'precacheAndRoute([{url:"/",revision:"1"},{url:"_app/a.js",revision:null}])',
    'index.html': '<link rel="modulepreload" href="/_app/a.js"><link rel="icon" href="/i.svg">',
    '_app/a.js': script,
    '_app/common.js': noise(60_000),
    '_app/t.js': '',
    '_app/b.js': '',
    '_app/acts.js': '',
    '_app/own.js': acts,
    '_app/part.js': together,
    '_app/r.js': reader,
    '_app/f.woff2': font,
  });
  compress(root);
  return measure(root, manifest).map(({ what, bytes, budget }) => [what, bytes > budget] as const);
};
const over = (parts: Parts) =>
  site(parts)
    .filter(([, is]) => is)
    .map(([what]) => what);

test('a small site keeps every budget', () => {
  expect(over({ script: 'export {}' })).toEqual([]);
  expect(site({ script: 'export {}' }).map(([what]) => what)).toEqual(
    expect.arrayContaining([
      'sharing',
      'acts of sharing',
      'codes',
      'precache',
      'page /index.html, what it asks for by itself',
      'font /_app/f.woff2',
    ]),
  );
});

test('a script too many is over the budget of the page that names it', () => {
  expect(over({ script: noise(250_000) })).toEqual([
    'page /index.html, what it asks for by itself',
  ]);
});

test('what is kept for offline use has a budget of its own', () => {
  expect(over({ script: noise(900_000) })).toContain('precache');
});

test('bytes are counted as they travel, compressed', () => {
  expect(over({ script: 'export const a = 1;\n'.repeat(50_000) })).toEqual([]);
});

test('a font that grew is over its budget', () => {
  expect(over({ font: noise(20_000) })).toEqual(['font /_app/f.woff2']);
});

test('what only sharing reaches has a budget, and what every page has does not count', () => {
  expect(over({ together: noise(94_000) })).toEqual(['sharing']);
});

test('what only inviting and joining reach has a budget of its own', () => {
  expect(over({ acts: noise(28_000) })).toEqual(['acts of sharing']);
});

test('codes have a budget beside that of sharing', () => {
  expect(over({ reader: noise(50_000) })).toEqual(['codes']);
});

test('a build in which nothing shares is an error', () => {
  const root = project({ 'sw.js': '{url:"/",revision:"1"}', 'index.html': '' });
  expect(() => measure(root, {})).toThrow('nothing shares');
  const { [acts]: _acts, ...rest } = manifest;
  expect(() => measure(root, rest)).toThrow('nobody is invited');
});

test('a service worker that keeps nothing is an error', () => {
  const root = project({ 'sw.js': '' });
  expect(() => measure(root, manifest)).toThrow('keeps nothing');
});
