import { expect, test } from './app';
import { iAm, openVegas } from './vegas';

test('PLAN13 PLAN16 somebody new comes, somebody goes and is back, and what they did stays', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/people/#p=${p}`);

  await page.getByRole('button', { name: 'Add a person' }).click();
  const name = page.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('alert')).toContainText('A name is needed.');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(name).toBeFocused();
  await name.fill('Nico 🚲');
  await page.getByRole('button', { name: 'Community' }).click();
  await page.getByRole('button', { name: 'Save' }).click();
  await iAm(page, 'Marisol Vega');
  await expect(
    page.getByRole('region', { name: 'Community' }).getByRole('heading', { name: 'Nico 🚲' }),
  ).toBeVisible();

  await page.getByRole('button', { name: 'Change Tía Inés' }).click();
  await page.getByRole('button', { name: 'Is no longer with us in this' }).click();
  await page.getByRole('button', { name: 'Move to “Were with us”' }).click();
  const gone = page.getByRole('region', { name: 'Were with us' });
  await expect(gone.getByRole('heading', { name: 'Tía Inés' })).toBeVisible();
  // The focus is not lost with the form.
  await expect(gone.getByRole('button', { name: 'Tía Inés is back with us' })).toBeFocused();

  await page.goto(`/plan/#p=${p}`);
  await expect(page.getByText(/Tía Inés takes Luz/).first()).toBeVisible();
  await page.goBack();
  await gone.getByRole('button', { name: 'Tía Inés is back with us' }).click();
  await expect(
    page.getByRole('region', { name: 'Our people' }).getByRole('heading', { name: 'Tía Inés' }),
  ).toBeVisible();
});

test('whoever holds the plan stays in the household until somebody else does, said kindly', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  const household = page.getByRole('checkbox', { name: 'Belongs to our household' });
  const moveOut = async (): Promise<void> => {
    await page.goto(`/people/#p=${p}`);
    await page.getByRole('button', { name: 'Change Marisol Vega' }).click();
    await household.uncheck();
    await page.getByRole('button', { name: 'Save' }).click();
  };
  await moveOut();
  await iAm(page, 'Teo');
  await expect(page.getByText('The plan is in their hands.')).toBeVisible();

  await page.goto(`/settings/#p=${p}`);
  const hands = page.getByRole('combobox', { name: 'The plan is in the hands of' });
  await expect(hands.getByRole('option', { selected: true })).toHaveText('Marisol Vega');
  await hands.selectOption('Teo Vega');
  await moveOut();
  await expect(household).toHaveCount(0);
  const marisol = { name: 'Marisol Vega' };
  await expect(page.getByRole('heading', marisol)).toBeVisible();
  await expect(
    page.getByRole('region', { name: 'Our household' }).getByRole('heading', marisol),
  ).toHaveCount(0);
});

test('a tie is said in words, and Undo takes the whole form back at once', async ({ app }) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/people/#p=${p}`);
  await page.getByRole('button', { name: 'Change Mr. Hollis' }).click();
  await page.getByRole('button', { name: 'Strong' }).click();
  await page.getByRole('textbox', { name: /Phone/ }).fill('555-0000');
  await page.getByRole('button', { name: 'Save' }).click();
  await iAm(page, 'Teo Vega');
  const hollis = page.getByRole('listitem').filter({ hasText: 'Mr. Hollis' });
  await expect(hollis).toContainText('A strong tie');
  await expect(hollis.getByRole('link', { name: 'Call Mr. Hollis, 555-0000' })).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(hollis).toContainText('We are not sure about the tie');
  await expect(hollis.getByRole('link', { name: 'Call Mr. Hollis, 555-0119' })).toBeVisible();
});
