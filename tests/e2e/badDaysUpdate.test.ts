import { expect, test } from './app';
import { firstVisitIsOver } from './support/firstVisit';
import { exported, goTo } from './support/plans';
import { findNewer, serveApart } from './support/served';
import { addWords, answer } from './support/telling';
import { cardOf, openVegas } from './vegas';

const offer = 'A newer version of the app is here.';

test('an update while a try is being told is offered elsewhere, never forced, and no word is lost', async ({
  app,
}) => {
  const { origin, publishNewer, stop } = await serveApart();
  const page = await app.open(origin);
  await firstVisitIsOver(page);
  await page.reload();
  const plan = await openVegas(page);
  const loads: string[] = [];
  page.on('load', () => loads.push(page.url()));

  await answer(page, plan, 's4', 'It worked', 'Teo');
  await addWords(page, 'He ran');
  const field = page.getByRole('textbox', { name: 'Anything to add, in your own words?' });
  loads.length = 0;
  publishNewer();
  await findNewer(page);
  // In the middle of telling nothing is offered, and nothing is loaded anew.
  await field.pressSequentially(' the last bit');
  await expect(field).toHaveValue('He ran the last bit');
  await expect(page.getByText(offer)).toHaveCount(0);

  // In another tab, where nobody writes, it is.
  const other = await page.context().newPage();
  await other.goto(`${origin}/today/#p=${plan}`);
  await expect(other.getByText(offer)).toBeVisible();
  await other.close();

  // The tab with the words goes on as if nothing had been.
  expect(loads).toEqual([]);
  await field.pressSequentially(', laughing.');
  await page.getByRole('button', { name: 'Done' }).click();
  await goTo(page, 'today', `p=${plan}`);
  await expect(cardOf(page, 'Coach Benji')).toContainText('Today, Teo: It worked');
  const told = JSON.stringify(await exported(page, plan));
  expect(told.match(/He ran the last bit, laughing\./g)).toHaveLength(1);
  await stop();
});

test('saying yes to an update keeps a sentence that is being changed, and Later is Later', async ({
  app,
}) => {
  const { origin, publishNewer, stop } = await serveApart();
  const page = await app.open(origin);
  await firstVisitIsOver(page);
  await page.reload();
  const plan = await openVegas(page);
  await goTo(page, 'adjust', `p=${plan}&s=s4&k=timing`);
  await page.getByRole('textbox', { name: /^When/ }).fill('Thursdays at 5');
  publishNewer();
  await findNewer(page);
  await expect(page.getByText(offer)).toHaveCount(0);

  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await expect(page.getByText(offer)).toBeVisible();
  await page.getByRole('button', { name: 'Later' }).click();
  await expect(page.getByText(offer)).toHaveCount(0);
  await page.reload();
  await expect(page.getByText(offer)).toBeVisible();
  const reloaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Use it now' }).click();
  await reloaded;
  await expect(cardOf(page, 'Coach Benji')).toBeVisible();
  await expect(page.getByText(offer)).toHaveCount(0);

  await goTo(page, 'adjust', `p=${plan}&s=s4`);
  await expect(page.getByText('You had begun to change this. It is all still here.')).toBeVisible();
  await expect(page.getByRole('textbox', { name: /^When/ })).toHaveValue('Thursdays at 5');
  await stop();
});

test('SEC1 an update is not offered while a form stands open whose words stand nowhere else, wherever the focus is', async ({
  app,
}) => {
  const { origin, publishNewer, stop } = await serveApart();
  const page = await app.open(origin);
  await firstVisitIsOver(page);
  await page.reload();
  const plan = await openVegas(page);
  await goTo(page, 'people', `p=${plan}`);
  publishNewer();
  await findNewer(page);
  await expect(page.getByText(offer)).toBeVisible();

  await page.getByRole('button', { name: 'Add a person' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Nico');
  await page.getByRole('button', { name: 'Community' }).click();
  await expect(page.getByRole('button', { name: 'Community' })).toBeFocused();
  await expect(page.getByText(offer)).toHaveCount(0);
  await page.getByRole('button', { name: 'Never mind' }).click();
  await expect(page.getByText(offer)).toBeVisible();

  await goTo(page, 'settings', `p=${plan}`);
  await page.getByRole('button', { name: 'Teo Vega', exact: true }).click();
  await page.getByRole('button', { name: 'Set a PIN for Teo Vega' }).click();
  await page.getByLabel('New PIN').fill('4711');
  await page.getByRole('heading', { level: 1 }).click();
  await expect(page.getByText(offer)).toHaveCount(0);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByText(offer)).toBeVisible();
  await stop();
});
