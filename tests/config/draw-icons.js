import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { LAUNCH } from './chromium.js';

/** Draws the PNG icons anew from the two SVGs: `node tests/config/draw-icons.js`. */
const DRAWN = [
  { file: 'icon-192.png', from: 'icon.svg', size: 192 },
  { file: 'icon-512.png', from: 'icon.svg', size: 512 },
  { file: 'maskable-512.png', from: 'maskable.svg', size: 512 },
  // Apple rounds the corners itself and fills what is transparent with black.
  { file: 'apple-touch-180.png', from: 'maskable.svg', size: 180 },
];

const folder = new URL('../../static/icons/', import.meta.url);
const browser = await chromium.launch(LAUNCH);
for (const { file, from, size } of DRAWN) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const svg = readFileSync(new URL(from, folder), 'utf8').replace('<svg', '<svg width="100%"');
  await page.setContent(`<body style="margin:0;display:flex">${svg}`);
  await page.screenshot({ path: new URL(file, folder).pathname, omitBackground: true });
  await page.close();
}
await browser.close();
