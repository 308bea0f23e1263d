import { expect, test } from './app';
import { openVegas } from './vegas';

test('the story is newest first, goes back to where it began, and is narrowed to one step', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/story/#p=${p}`);
  const entries = page.locator('article.entry');
  await expect(entries).toHaveCount(40);
  for (const beginning = page.getByText('Here it began.'); !(await beginning.isVisible());) {
    const before = await entries.count();
    await page.mouse.wheel(0, 20_000);
    await expect
      .poll(async () => (await entries.count()) > before || beginning.isVisible())
      .toBeTruthy();
  }
  // 17 versions, 88 tries that stand, 7 meetings, 3 reflections, 3 decisions.
  await expect(entries).toHaveCount(118);

  const steps = page.getByRole('combobox', { name: 'Show' });
  await steps.focus();
  await steps.selectOption({
    label: '– On Sunday after church, Tía Inés takes Luz and Marisol rests.',
  });
  await page.waitForURL(/s=s6/);
  await expect(steps).toBeFocused();
  await expect(page.getByText('Here it began.')).toBeVisible();
  await expect(page.getByText(/phones in the basket/)).toHaveCount(1);
  await page.goBack();
  await expect(steps).toHaveValue('');
});

test('words of tries and what was learned stand in the story as they were said', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/story/#p=${p}&s=s1`);
  await expect(page.getByText('“He gets up for a person, not a clock.”')).toBeVisible();
  await expect(page.getByText('“Contestó a la primera. Se rió conmigo.”')).toBeVisible();
  await expect(page.getByText('Abuela Chelo, entered by Teo Vega')).toBeVisible();
});
