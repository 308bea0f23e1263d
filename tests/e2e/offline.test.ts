import { chromium } from '@playwright/test';
import { LAUNCH_WHOLE } from '../config/chromium.js';
import { expect, test } from './app';
import { firstVisitIsOver as kept } from './support/firstVisit';
import { serveApart } from './support/served';

test('after one visit everything opens without a network: Home, a deep link, a new tab', async ({
  app,
}) => {
  const { origin, stop } = await serveApart();
  const page = await app.open(origin);
  await kept(page);
  const reached = page.getByRole('heading', { level: 1 });
  await expect(reached).toBeVisible();
  const pages = await page.evaluate(async () => {
    const [name = ''] = (await caches.keys()).filter((key) => key.includes('precache'));
    const kept = await (await caches.open(name)).keys();
    return kept.map(({ url }) => new URL(url).pathname).filter((path) => path.endsWith('/'));
  });
  expect(pages).toContain('/');
  await stop();

  await page.reload();
  await expect(reached).toBeVisible();
  for (const path of [...pages, '/settings/', '/?from=shortcut', '/#somewhere']) {
    const tab = await page.context().newPage();
    await tab.goto(origin + path);
    await expect(tab.getByRole('heading', { level: 1 }), path).toBeVisible();
    await tab.close();
  }
});

test('an address that does not exist opens the page that says so, without a network too', async ({
  app,
}) => {
  const { origin, stop } = await serveApart();
  const page = await app.open(origin);
  await kept(page);
  await stop();
  await page.goto(`${origin}/nowhere/`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(app.troubles.splice(0).join()).toContain('Not found: /nowhere/');
});

test('the app can be installed: Chromium finds nothing to object to', async ({ baseURL }) => {
  const browser = await chromium.launch(LAUNCH_WHOLE);
  const page = await browser.newPage();
  await page.goto(baseURL ?? '');
  await kept(page);
  await page.reload();
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A private window cannot install anything; that is the one objection a test meets.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  await browser.close();
});
