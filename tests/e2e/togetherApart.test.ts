import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { goTo } from './support/plans';
import { bringTogether, share } from './support/together';
import { cardOf, iAm, openVegas, someoneElseTalks } from './vegas';

test.use({ actionTimeout: 20_000 });

/** The choice "How it stands" of the first need, on the place Plan. */
const standing = async (page: Page, plan: string) => {
  await goTo(page, 'plan', `p=${plan}`);
  await page.getByText('More', { exact: true }).first().click();
  return page.getByLabel('How it stands').first();
};

/** Goes on within the app: the page stays, and what was chosen is kept. */
const toToday = async (page: Page) => {
  await page.getByRole('link', { name: 'Today', exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
};

/** Somebody's wish for the step with Coach Benji. */
const wish = async (page: Page, plan: string, way: string, part: string, words: string) => {
  await goTo(page, 'adjust', `p=${plan}&s=s4`);
  await page.getByRole('button', { name: way }).click();
  await page.getByRole('textbox', { name: part }).fill(words);
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.getByRole('heading', { name: /^Proposed\./ })).toBeVisible();
};

test('PLAN10 two phones write apart from each other; together again both values are kept and asked for, and two proposals stand side by side', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const marisol = await app.open();
  const renee = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });

  // Marisol's page is closed while Renee writes, and Renee's while Marisol does: they do not meet.
  const [phone, laptop] = [marisol.context(), renee.context()];
  await marisol.close();
  await (await standing(renee, plan)).selectOption('Resting for now');
  await toToday(renee);
  await wish(renee, plan, 'Add a Plan B', 'Plan B', 'If it rains, the library');
  await renee.close();
  const again = await phone.newPage();
  await again.goto('/');
  const here = await standing(again, plan);
  await here.selectOption('Good enough for now');
  await iAm(again, 'Marisol Vega');
  await expect(here).toHaveValue('goodEnough');
  await toToday(again);
  await someoneElseTalks(again, plan, 'Coach Benji');
  await wish(again, plan, 'Change the time', 'When', 'On Thursdays at 5');
  await again.close();

  const both = await Promise.all([phone, laptop].map((context) => context.newPage()));
  for (const page of both) await page.goto(`/plan/#p=${plan}`);
  for (const page of both) {
    const offer = page
      .getByRole('status')
      .filter({ hasText: 'Two of us wrote at the same moment' })
      .filter({ hasText: 'Both are kept.' });
    await expect(offer).toContainText('Good enough for now', { timeout: 30_000 });
    await expect(offer).toContainText('Resting for now');
  }
  const [home] = both;
  await home?.getByRole('button', { name: 'Keep this one: Good enough for now' }).click();
  for (const page of both)
    await expect(page.getByText('Two of us wrote at the same moment')).toHaveCount(0);

  for (const page of both) {
    await goTo(page, 'today', `p=${plan}`);
    const proposals = cardOf(page, 'Coach Benji').getByRole('region');
    await expect(proposals).toHaveCount(2);
    await expect(proposals.filter({ hasText: 'If it rains, the library' })).toContainText(
      'Renee Aldous proposes: Add a Plan B',
    );
    await expect(proposals.filter({ hasText: 'On Thursdays at 5' })).toContainText(
      'Coach Benji proposes: Change the time',
    );
  }
});
