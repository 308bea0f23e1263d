import { expect, test } from './app';
import { everyStatus, saying, steps } from './support/everyStatus';
import { bringIn, goTo } from './support/plans';
import { iAm } from './vegas';

const doesNotWork = /^This doesn’t work in our life/;

test('PLAN7 “This doesn’t work in our life” is on a step wherever it stands, in the plan and on its own page', async ({
  app,
}) => {
  test.slow();
  const page = await app.open();
  const plan = await bringIn(page, everyStatus);
  await goTo(page, 'plan', `p=${plan}`);
  for (const step of steps.filter((one) => one !== 'wordless')) {
    const row = page.getByRole('article', { name: saying(step) });
    await expect(row.getByRole('link', { name: doesNotWork }), step).toBeVisible();
  }
  await expect(page.getByRole('link', { name: doesNotWork })).toHaveCount(steps.length);
  for (const step of steps) {
    await goTo(page, 'step', `p=${plan}&s=${step}`);
    await page.getByRole('link', { name: doesNotWork }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Change this step' })).toBeVisible();
    const said = page.getByRole('textbox', { name: 'What we do' });
    if (step === 'wordless') await expect(said).toBeVisible();
    else await expect(page.getByText(saying(step)).first()).toBeVisible();
  }
});

test('PLAN7 PLAN5 Marisol changes Renee’s idea, and writes the words of one that has none', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await bringIn(page, everyStatus);
  const says = page.getByRole('textbox', { name: 'What we do' });
  for (const step of ['idea', 'wordless']) {
    await goTo(page, 'step', `p=${plan}&s=${step}`);
    await page.getByRole('link', { name: doesNotWork }).click();
    if (step === 'idea') await page.getByRole('button', { name: 'Change: What we do' }).click();
    await says.fill(`Teo hums to the bus, ${step}`);
    await page.getByRole('button', { name: 'We agree' }).click();
    if (step === 'idea') await iAm(page, 'Marisol');
    await expect(page.getByRole('heading', { name: /^Agreed/ })).toBeFocused();
    await goTo(page, 'step', `p=${plan}&s=${step}`);
    await expect(page.getByText('We are trying it')).toBeVisible();
    await expect(page.locator('li.now')).toContainText(`Teo hums to the bus, ${step}`);
  }
});
