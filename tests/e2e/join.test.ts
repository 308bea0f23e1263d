import { expect, test } from './app';
import { openVegas } from './vegas';

const seed = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA';

test('CIR3 an invitation leaves the address before anything else, and no way back leads to it', async ({
  app,
}) => {
  const page = await app.open();
  const seen: string[] = [];
  page.on('framenavigated', (frame) => seen.push(frame.url()));
  await page.goto(`/join/#i=${seed}`);
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toMatch(/\/join\/$/);
  // The document itself was asked for with it, once; from its first script on it is gone. What the
  // page before still reports may come first.
  expect(seen.filter((url) => url.includes(seed))).toHaveLength(1);
  expect(await page.evaluate(() => document.documentElement.outerHTML)).not.toContain(seed);
  expect(
    await page.evaluate(() => JSON.stringify([{ ...sessionStorage }, { ...localStorage }])),
  ).not.toContain(seed);

  await page.getByRole('link', { name: 'All plans' }).first().click();
  await expect(page).toHaveURL(/\/$/);
  await page.goBack();
  await expect(page).toHaveURL(/\/join\/$/);
});

test('CIR3 an invitation that comes while the app is open leaves the address too', async ({
  app,
}) => {
  const page = await app.open('/join/');
  await expect(page.getByRole('heading', { name: 'Join a plan' })).toBeVisible();
  await page.evaluate((i) => (location.hash = `#i=${i}`), seed);
  await expect(page).toHaveURL(/\/join\/$/);
});

test('joining begins at Home, and back from the camera is where one was', async ({ app }) => {
  const page = await app.open();
  await page.getByRole('link', { name: 'Join' }).click();
  const title = page.getByRole('heading', { name: 'Join a plan' });
  await expect(title).toBeVisible();
  await expect(title).toBeFocused();
  await page.getByRole('link', { name: /Scan the code/ }).click();
  // Here there is no camera, or it is not ours to use: the link can be pasted.
  await expect(page.getByRole('textbox', { name: /Paste the link here/ })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.goBack();
  await expect(title).toBeVisible();
  await page.getByRole('link', { name: /Two codes/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Two codes, without internet' })).toBeFocused();
});

test('who is in stands among the people, and leads to inviting and to who can read this', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/people/#p=${plan}`);
  const section = page.getByRole('region', { name: 'Who is in' });
  await expect(section).toContainText('This plan is on this device only.');
  await section.getByRole('link', { name: 'Devices and who can see what' }).click();
  await expect(page.getByRole('button', { name: 'Share this plan' })).toBeVisible();
  await page.getByRole('link', { name: 'Who can read this' }).click();
  await expect(page.getByText(/not yet reviewed by outside cryptographers/)).toBeVisible();
  await page.getByRole('link', { name: 'Who is in' }).click();
  await expect(page).toHaveURL(new RegExp(`/together/#p=${plan}$`));
});
