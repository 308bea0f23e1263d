import { expect, test } from './app';
import { vegaText } from './support/files';
import { bringIn } from './support/plans';
import { iAm, openVegas } from './vegas';

/** How many pages a PDF has. */
const pagesOf = (pdf: Buffer): number =>
  pdf.toString('latin1').match(/\/Type\s*\/Page[^s]/g)?.length ?? 0;

for (const format of ['Letter', 'A4'] as const) {
  for (const locale of ['en-US', 'es-MX']) {
    test(`six steps stand on one page of ${format}, ${locale}`, async ({ app }) => {
      const page = await app.open('/', { locale });
      const p = await openVegas(page);
      await page.goto(`/story/#p=${p}`);
      const began = await page.locator('input[type="date"]').getAttribute('min');
      // 112 days after it began, the Vegas try six steps.
      const day = new Date(`${began}T12:00:00Z`);
      day.setUTCDate(day.getUTCDate() + 112);
      await page.goto(`/print/#p=${p}&d=${day.toISOString().slice(0, 10)}`);
      await expect(page.locator('article.sheet ol > li')).toHaveCount(6);
      expect(pagesOf(await page.pdf({ format }))).toBe(1);

      // On the example's last days they try four: each has three days to tick, and names who does it.
      await page.goto(`/print/#p=${p}`);
      await expect(page.locator('article.sheet ol > li')).toHaveCount(4);
      await expect(page.locator('article.sheet ol > li').first()).toContainText(
        /Teo (and|y) Marisol/,
      );
      expect(pagesOf(await page.pdf({ format }))).toBe(1);
    });
  }
}

test('the safety plan is a page of its own', async ({ app }) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/safety/#p=${p}`);
  await expect(page.getByRole('link', { name: 'Call Abuela Chelo, 555-0142' })).toHaveAttribute(
    'href',
    'tel:5550142',
  );
  await expect(page.getByRole('link', { name: /911/ })).toHaveAttribute('href', 'tel:911');
  expect(pagesOf(await page.pdf({ format: 'Letter' }))).toBe(1);
});

test('UNSAFE the safety plan is read at a glance: our people, then 911 and 988, on the first screen; changing waits behind one tap', async ({
  app,
}) => {
  // A plan of their own: the example says above it that it is one.
  const page = await app.open();
  const p = await bringIn(page, vegaText());
  for (const [language, change] of [
    ['en', 'Change'],
    ['es', 'Cambiar'],
  ] as const) {
    await page.evaluate(
      (chosen) => localStorage.setItem('settings', JSON.stringify({ language: chosen })),
      language,
    );
    await page.goto('about:blank');
    await page.goto(`/safety/#p=${p}`);
    await expect(page.getByRole('button', { name: change, exact: true })).toBeVisible();
    const bar = await page.getByRole('navigation').boundingBox();
    for (const number of ['5550142', '911', '988']) {
      const box = await page.locator(`a[href="tel:${number}"]`).boundingBox();
      expect((box?.y ?? Infinity) + (box?.height ?? 0), number).toBeLessThanOrEqual(bar?.y ?? 0);
    }
    await expect(page.getByRole('textbox')).toHaveCount(0);
    await expect(page.getByRole('combobox')).toHaveCount(0);
    await page.getByRole('button', { name: change, exact: true }).click();
    await expect(page.getByRole('combobox')).toBeVisible();
  }
});

test('who is taken off the list of calls can be put back at once', async ({ app }) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/safety/#p=${p}`);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('button', { name: 'Take Tía Inés off this list' }).click();
  await iAm(page, 'Marisol');
  const told = page.getByRole('group', { name: 'Tía Inés is taken off the list.' });
  await expect(told.getByRole('button', { name: 'Undo' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Call Tía Inés, 555-0177' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('button', { name: 'Change', exact: true })).toBeFocused();
});

test('PLAN6 what was ticked on paper is taken in with one Save, stands in the story, and Undo takes it back', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/paper/#p=${p}`);
  const step = page.getByRole('region', { name: /Teo walks to Coach Benji/ });
  await step.getByRole('button', { name: 'We did it our own way' }).click();
  await step.getByRole('button', { name: /^Another day/ }).click();
  await step.getByLabel('Day').nth(1).fill('2020-01-01');
  await step.getByRole('button', { name: 'It worked', exact: true }).nth(1).click();
  await page.getByRole('button', { name: 'Save 2 answers' }).click();
  await iAm(page, 'Teo Vega');
  await expect(page.getByText(/Saved. 2 answers from paper. Thank you/).first()).toBeVisible();

  const entries = page.getByText('We did it our own way');
  await page.goto(`/story/#p=${p}&s=s4`);
  await expect(entries.first()).toBeVisible();
  const withPaper = await entries.count();
  await page.goBack();
  await page.goto(`/paper/#p=${p}`);
  await page.getByRole('button', { name: 'It worked', exact: true }).first().click();
  await page.getByRole('button', { name: 'Save 1 answer' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText(/Saved. 1 answer/)).toHaveCount(0);
  await page.goto(`/story/#p=${p}&s=s4`);
  await expect(entries).toHaveCount(withPaper);
});
