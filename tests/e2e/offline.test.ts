import type { Page } from '@playwright/test';
import { serve } from '../../src/server/serve.js';
import { readSite } from '../../src/server/site.js';
import { expect, test } from './app';

/** The first visit is over when everything is kept for the next one. */
async function kept(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise((resolve) => active?.addEventListener('statechange', resolve));
  });
}

/** The built app on a server of its own, that this test may stop. */
async function serveApart() {
  const server = await serve(readSite('build'), { port: 0, host: 'localhost', tls: undefined });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

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

test('the app can be installed: Chromium finds nothing to object to', async ({ app }) => {
  const page = await app.open();
  await kept(page);
  await page.reload();
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  // A private window cannot install anything; that is the one objection a test meets.
  expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
});
