import { expect, test } from './app';
import { everyStatus, saying, steps } from './support/everyStatus';
import { bringIn, exported, goTo } from './support/plans';
import { iAm, openVegas, someoneElseTalks } from './vegas';

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

test('PLAN3 Teo answers for himself alone: Marisol sees only “still open”, and so does her export', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const fit = page.getByRole('region', { name: 'Does this fit my week?' });
  const stillOpen = (names: string) =>
    page.getByText(`Does it fit their week? Still open: ${names}.`, { exact: true });
  const doesNotFit = fit.getByRole('button', { name: 'It doesn’t fit' });

  // Nobody said who is talking: nobody is asked.
  await goTo(page, 'step', `p=${plan}&s=s3`);
  await expect(stillOpen('Teo, Luz, and Marisol')).toBeVisible();
  await expect(fit).toHaveCount(0);

  await someoneElseTalks(page, plan, 'Teo');
  await goTo(page, 'step', `p=${plan}&s=s3`);
  await expect(stillOpen('Luz and Marisol')).toBeVisible();
  await doesNotFit.click();
  await fit.getByRole('textbox').fill('Too loud for me');
  await fit.getByRole('button', { name: 'Keep my answer' }).click();
  await expect(fit.getByText('Kept for you alone.')).toBeVisible();

  await someoneElseTalks(page, plan, 'Marisol');
  await goTo(page, 'step', `p=${plan}&s=s3`);
  await expect(stillOpen('Teo and Luz')).toBeVisible();
  await expect(doesNotFit).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByText('Kept for you alone.')).toHaveCount(0);
  const file = await exported(page, plan);
  expect(Object.keys(file)).not.toContain('fitChecks');
  expect(JSON.stringify(file)).not.toContain('Too loud for me');

  await someoneElseTalks(page, plan, 'Teo');
  await goTo(page, 'step', `p=${plan}&s=s3`);
  await expect(doesNotFit).toHaveAttribute('aria-pressed', 'true');
  await expect(fit.getByText('Kept for you alone.')).toBeVisible();
});

test('PLAN3 Teo is asked before a step starts: of an idea, of a proposal, and of one agreed for later', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await bringIn(page, everyStatus);
  await someoneElseTalks(page, plan, 'Teo', 'trying');
  const fits = page.getByRole('button', { name: 'It fits' });
  for (const [step, versions] of [
    ['idea', 1],
    ['later', 1],
    ['proposed', 2],
  ] as const) {
    await goTo(page, 'step', `p=${plan}&s=${step}`);
    await expect(fits).toHaveCount(versions);
    await expect(page.getByText('Still open: Marisol.')).toHaveCount(versions);
    // A proposal stands above what is tried now: it is what this answers.
    await fits.first().click();
    await page.getByRole('button', { name: 'Keep my answer' }).click();
    await expect(page.locator('main').getByText('Kept for you alone.')).toHaveCount(1);
    await expect(fits.first()).toHaveAttribute('aria-pressed', 'true');
  }
  // It was an answer about the plan, and no yes.
  await expect(page.getByText('Renee proposes: Make it smaller')).toBeVisible();
  for (const step of ['letGo', 'done']) {
    await goTo(page, 'step', `p=${plan}&s=${step}`);
    await expect(page.locator('li.now')).toContainText(saying(step));
    await expect(fits).toHaveCount(0);
  }
});

test('PLAN5 a yes that Marisol enters for Teo says so where who agreed is told', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await goTo(page, 'adjust', `p=${plan}&s=s4&k=timing`);
  await page.getByRole('textbox', { name: 'When' }).fill('On Thursday after school');
  await page.getByRole('button', { name: 'We agree' }).click();
  await iAm(page, 'Marisol');
  await page.getByRole('button', { name: 'Teo says yes' }).click();
  await page.getByRole('link', { name: 'How this step grew' }).click();
  await expect(page.locator('li.now')).toContainText('agreed by Teo (entered by Marisol)');
});
