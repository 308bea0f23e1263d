import type { Page } from '@playwright/test';
import { bigPlan } from '../bench/bigPlan.js';
import { axe, expect, test } from './app';
import { cardOf, iAm, openVegas } from './vegas';

/** Scrolls to where the page ends, also while it is still growing: there no bar covers anything. */
const toTheEnd = (page: Page): Promise<void> =>
  expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByRole('contentinfo')).toBeInViewport({ timeout: 500 });
  }).toPass();

test('PLAN7 every step on Today can be told, and can be changed, at any time', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(4);
  for (const card of await cards.all()) {
    await expect(card.getByRole('link', { name: 'How did it go?' })).toBeVisible();
    await expect(card.getByRole('link', { name: 'This doesn’t work in our life' })).toBeVisible();
  }
});

test('GAP the band names the step, asks, and pausing keeps it in the plan', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const band = page.getByRole('region', { name: 'Let’s look at this together' });
  await expect(band).toContainText('“When the dishes are done”: still part of our days?');
  await band.getByRole('button', { name: 'Pause it' }).click();
  await iAm(page, 'Marisol');
  await expect(cardOf(page, 'dishes')).toHaveCount(0);
  await expect(band).toHaveCount(0);
  await page.goto(`/step/#p=${plan}&s=s2`);
  await expect(page.getByRole('link', { name: 'Start it again' })).toBeVisible();
});

test('GAP saying yes to a quiet step tells how the last few days went', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  const band = page.getByRole('region', { name: 'Let’s look at this together' });
  await band.getByRole('link', { name: 'Yes' }).click();
  await expect(page.getByRole('button', { name: / to .*change the day/ })).toBeVisible();
  await page.getByRole('button', { name: 'It worked', exact: true }).click();
  await iAm(page, 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Back to Today' }).first().click();
  await expect(cardOf(page, 'dishes')).toContainText('Today, Teo: It worked');
  await expect(band).toHaveCount(0);
});

test('Today keeps a small window of the plan, and stands again after the page is loaded anew', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const windowKept = (): Promise<boolean> =>
    page.evaluate(async (key) => {
      for (const { name } of await indexedDB.databases()) {
        const database = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name ?? '');
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error as Error);
        });
        for (const store of database.objectStoreNames) {
          const keys = await new Promise<IDBValidKey[]>((resolve) => {
            const asked = database.transaction(store).objectStore(store).getAllKeys();
            asked.onsuccess = () => resolve(asked.result);
          });
          if (keys.includes(key)) return true;
        }
        database.close();
      }
      return false;
    }, `windows/${plan}`);
  await expect.poll(windowKept).toBe(true);
  await page.reload();
  await expect(page.getByRole('article')).toHaveCount(4);
});

test('a long Today is drawn in turn: the first steps at once, the last one when Marisol comes to it', async ({
  app,
}) => {
  const page = await app.open('/import/');
  const today = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.locator('input[type=file]').setInputFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bigPlan({ steps: 240, tries: 240, today }))),
  });
  const toPlan = page.getByRole('link', { name: 'Open it' });
  await toPlan.or(page.getByRole('button', { name: 'Open it' })).click();
  const steps = page.getByRole('list', { name: 'Steps we are trying' }).locator(':scope > li');
  await expect(steps.first().getByRole('article')).toBeVisible();
  const all = await steps.count();
  expect(all).toBeGreaterThan(20);
  // Each has its place from the beginning, so that nothing jumps while it is drawn.
  await steps.nth(all - 1).scrollIntoViewIfNeeded();
  await expect(steps.nth(all - 1).getByRole('link', { name: 'How did it go?' })).toBeVisible();
});

test('an earlier day can be read, and nothing there can be changed', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const earlier = new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/today/#p=${plan}&d=${earlier}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'How did it go?' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'We agree' })).toHaveCount(0);
  await page.goto(`/try/#p=${plan}&s=s4&d=${earlier}`);
  await expect(page.getByRole('button', { name: 'It worked', exact: true })).toHaveCount(0);
});

test('a step that is not here says so kindly', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  for (const place of ['try', 'adjust', 'step']) {
    await page.goto(`/${place}/#p=${plan}&s=nowhere`);
    await expect(page.getByText('This step is not in the plan on this device.')).toBeVisible();
  }
});

for (const { locale, colorScheme } of [
  { locale: 'en-US', colorScheme: 'light' },
  { locale: 'es-MX', colorScheme: 'dark' },
] as const) {
  test(`UI3 every state of the loop is open to all, ${locale}, ${colorScheme}`, async ({ app }) => {
    test.slow();
    const page = await app.open('/', { locale, colorScheme });
    const plan = await openVegas(page);
    await axe(page);
    for (const address of ['step/#S=s1', 'adjust/#S=s4', 'adjust/#S=s6&k=timing', 'try/#S=s4']) {
      await page.goto(`/${address.replace('#S', `#p=${plan}&s`)}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('main button, main details').first()).toBeVisible();
      await toTheEnd(page);
      await axe(page);
    }
    await page.getByRole('button', { name: /didn’t happen|no se dio/ }).click();
    await iAm(page, 'Teo');
    await toTheEnd(page);
    await axe(page);
    await page.getByRole('button', { name: /^(Done|Listo)$/ }).click();
    await expect(page.getByRole('button', { name: /^(Undo|Deshacer)$/ })).toBeVisible();
    await axe(page);
  });

  test(`UI3 nothing scrolls sideways at 320 px and twice the text, ${locale}`, async ({ app }) => {
    const page = await app.open('/', { locale, viewport: { width: 320, height: 640 } });
    const plan = await openVegas(page);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    for (const address of ['today/#', 'step/#s=s1&', 'adjust/#s=s4&k=helper&', 'try/#s=s3&']) {
      await page.goto(`/${address}p=${plan}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      await expect(page.locator('main li, main button').first()).toBeVisible();
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, address).toBeLessThanOrEqual(0);
    }
  });
}
