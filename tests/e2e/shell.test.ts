import { axe, expect, test } from './app';
import { openVegas } from './vegas';

const away = /Notes|Notas/;

test('UI5 leaving quickly without a network shows a neutral page; coming back does too, first', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/plan/#p=${plan}`);
  await expect(page.getByRole('heading', { level: 1, name: 'Plan' })).toBeVisible();
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();

  await page.evaluate(() => Object.defineProperty(navigator, 'onLine', { get: () => false }));
  await page.getByRole('link', { name: 'Leave quickly' }).click();
  await expect(page).toHaveURL(/\/away\/$/);
  await expect(page).toHaveTitle(away);
  await expect(page.getByText('Lived Plan')).toHaveCount(0);
  await expect(page.getByText('Vega')).toHaveCount(0);
  await axe(page);

  await page.goBack();
  await expect(page).toHaveURL(/\/away\/$/);
  await page.getByRole('link', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
});

test('UI5 pressing Shift three times goes to the page that was chosen', async ({
  app,
  baseURL,
}) => {
  const page = await app.open('/settings/');
  const chosen = `${baseURL}/manifest.webmanifest`;
  const field = page.getByLabel('Where “Leave quickly” goes');
  await field.fill('weather');
  await field.blur();
  await expect(page.getByRole('alert')).toHaveText('An address begins with https://');
  await field.fill(chosen);
  await field.blur();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  for (let times = 0; times < 3; times += 1) await page.keyboard.press('Shift');
  await expect(page).toHaveURL(chosen);
});

test('UI5 a discreet device shows a neutral title on every page', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  await expect(page).toHaveTitle('Today · Lived Plan');
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'A neutral title in the browser' }).click();
  await expect(page).toHaveTitle('Notes');
  for (const place of ['Today', 'Plan', 'People', 'Story']) {
    await page.getByRole('link', { name: place, exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
    await expect(page).toHaveTitle('Notes');
  }
  await page.reload();
  await expect(page).toHaveTitle('Notes');
});

test('UI3 appearance, text size and language change at once, last, and reach other windows', async ({
  app,
}) => {
  const page = await app.open('/settings/');
  const other = await page.context().newPage();
  await other.goto('/settings/');
  await expect(other.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();

  const ground = () => other.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground();
  await page.getByRole('button', { name: 'Dark', exact: true }).click();
  await expect.poll(ground).not.toBe(light);
  await page.getByRole('button', { name: 'Larger' }).click();
  await expect(other.locator('html')).toHaveAttribute('data-text', 'larger');
  await page.getByRole('button', { name: 'Español' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Ajustes' })).toBeVisible();
  await expect(other.locator('html')).toHaveAttribute('lang', 'es');

  await page.reload();
  await expect(page.getByRole('button', { name: 'Más grande' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await axe(page);
});

test('UI3 a page reads its heading out when one comes to it, and the skip link leads past the bar', async ({
  app,
}) => {
  const page = await app.open();
  await openVegas(page);
  await page.getByRole('link', { name: 'Story', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Story' })).toBeFocused();
  await expect(page.getByRole('link', { name: 'Story', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Story' })).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'To the content' })).toBeFocused();
});

test('a place without a plan in its address opens the plan that was open last', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto('/people/');
  await expect(page).toHaveURL(`/people/#p=${plan}`);
  await page.goto('/today/#p=nobody');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This plan is not on this device',
  );
  await page.getByRole('link', { name: 'To all plans' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our plans on this device');
});

test('with one plan the app opens there; who goes back to all plans stays there', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto('/');
  await expect(page).toHaveURL(`/today/#p=${plan}`);
  await page.getByRole('link', { name: /All plans/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Our plans on this device');
  await expect(page.getByText('Example')).toBeVisible();
  await expect(page.getByText('steps being tried')).toBeVisible();
  await axe(page);
});

test('the example is clearly one, and goes when it is removed', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  await expect(page.getByText('This is an example.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove it' }).click();
  const sheet = page.getByRole('dialog', { name: 'Remove the example?' });
  await page.goBack();
  await expect(sheet).toBeHidden();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(sheet).toBeVisible();
  await axe(page);
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page.getByRole('button', { name: 'Remove it' })).toBeFocused();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await sheet.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('link', { name: 'See an example' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Start a family plan' })).toBeVisible();
});

test('a tap on the example before the app is there is followed up', async ({ app }) => {
  const page = await app.open('/#example');
  await expect(page).toHaveURL(/\/today\/#p=/);
});

for (const locale of ['en-US', 'es-MX'])
  for (const colorScheme of ['light', 'dark'] as const)
    test(`UI3 settings of a plan have no fault that axe can find, ${locale}, ${colorScheme}, and nothing scrolls sideways`, async ({
      app,
    }) => {
      const page = await app.open('/', {
        locale,
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      const plan = await openVegas(page);
      await page.goto(`/settings/#p=${plan}`);
      await expect(page.getByRole('combobox').last()).toBeVisible();
      await axe(page);
      for (const size of ['normal', 'larger'] as const) {
        await page.evaluate((text) => (document.documentElement.dataset.text = text), size);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(over).toBe(0);
      }
    });
