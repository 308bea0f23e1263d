import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { now } from './support/day';
import { keptHere } from './support/kept';
import { cardOf, iAm, openVegas } from './vegas';

const notLost = (page: Page): Promise<void> =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe('BODY');

const takeAStrengthOut = async (page: Page): Promise<void> => {
  const takeOut = 'Take “Draws what she cannot say” out of the plan';
  await page.getByRole('button', { name: takeOut }).click();
  await iAm(page, 'Teo Vega');
  const notice = page.getByRole('group', { name: /is out of the plan/ });
  await notice.getByRole('button', { name: 'Close' }).click();
};

test('PLAN6 what Teo tapped is kept before anybody asks who is talking, and waits when the question is closed and the page comes anew', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/try/#p=${plan}&s=s4`);
  const question = page.getByRole('dialog', { name: 'Who are you?' });
  const kept = page.getByRole('button', { name: 'Kept. Who is talking?' });
  const answer = page.getByRole('button', { name: 'Some of it worked' });
  await answer.click();
  await expect(question).toBeVisible();
  await expect(page).toHaveURL(new RegExp(`/try/#p=${plan}&s=s4$`));
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(kept).toBeVisible();
  await expect(answer).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(answer).toHaveAttribute('aria-pressed', 'true');
  await kept.click();
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(kept).toBeFocused();
  await page.getByRole('link', { name: 'Back to Today' }).click();
  await cardOf(page, 'practice').getByRole('link', { name: 'Kept. Who is talking?' }).click();
  await kept.click();
  await iAm(page, 'Teo');
  await expect(
    page.locator('main').getByText('Saved. Thank you, that helps the plan.'),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page).toHaveURL(`/today/#p=${plan}`);
  await page.goto(`/try/#p=${plan}&s=s4`);
  await expect(answer).toHaveAttribute('aria-pressed', 'false');
  await expect(kept).toHaveCount(0);
});

test('PLAN6 Undo takes a try back also while Done is still writing it', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/try/#p=${plan}&s=s4`);
  await page.getByRole('button', { name: 'Some of it worked' }).click();
  await iAm(page, 'Teo');
  const main = page.locator('main');
  await expect(main.getByText('Saved. Thank you, that helps the plan.')).toBeVisible();
  const [done, undo] = [
    await main.getByRole('button', { name: 'Done', exact: true }).elementHandle(),
    await main.getByRole('button', { name: 'Undo' }).elementHandle(),
  ];
  await page.evaluate(
    (buttons) => buttons.forEach((button) => (button as HTMLElement).click()),
    [done, undo],
  );
  const answer = page.getByRole('button', { name: 'Some of it worked' });
  await expect(answer).toBeFocused();
  await expect(answer).toHaveAttribute('aria-pressed', 'false');
  await page.goto(`/today/#p=${plan}`);
  await expect(
    cardOf(page, 'practice').getByRole('link', { name: 'How did it go?' }),
  ).toBeVisible();
  await expect(cardOf(page, 'practice').getByText('Teo: Some of it worked')).toHaveCount(0);
});

test('whoever goes elsewhere while Done is still writing stays there', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/try/#p=${plan}&s=s4`);
  await page.getByRole('button', { name: 'It worked', exact: true }).click();
  await iAm(page, 'Teo');
  const main = page.locator('main');
  await expect(main.getByText('Saved. Thank you, that helps the plan.')).toBeVisible();
  // A disk that takes its time.
  await page.evaluate(() => {
    const listen = IDBTransaction.prototype.addEventListener;
    IDBTransaction.prototype.addEventListener = function (
      this: IDBTransaction,
      ...[type, heard, options]: [string, EventListener, AddEventListenerOptions?]
    ) {
      const late: EventListener = (event) => void setTimeout(() => heard(event), 300);
      listen.call(this, type, type === 'complete' ? late : heard, options);
    };
  });
  const taps = [
    await main.getByRole('button', { name: 'Done', exact: true }).elementHandle(),
    await page.getByRole('link', { name: 'Plan', exact: true }).first().elementHandle(),
  ];
  await page.evaluate((all) => all.forEach((one) => (one as HTMLElement).click()), taps);
  await expect(page).toHaveURL(/\/plan\//);
  await expect.poll(async () => (await keptHere(page)).values.join()).not.toContain('drafts/');
  await page.getByRole('link', { name: 'People', exact: true }).first().click();
  await expect(page).toHaveURL(/\/people\//);
  await page.goBack();
  await expect(page).toHaveURL(/\/plan\//);
  await page.goBack();
  await expect(page).toHaveURL(/\/try\//);
});

test('UNSAFE once Teo is done with what only he may see, it is no tap away for whoever takes his phone next', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/try/#p=${plan}&s=s4`);
  await page.getByRole('button', { name: 'It didn’t happen this time' }).click();
  await iAm(page, 'Teo');
  await page.getByRole('button', { name: 'I didn’t feel safe' }).click();
  await page.getByRole('textbox', { name: /in your own words/ }).fill('He was there again.');
  await expect(page.locator('main').getByText('Saved. Only you can see this.')).toBeVisible();
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.locator('main').getByText('Saved. Only you can see this.')).toBeVisible();
  await expect(page.locator('#safety-title')).toBeFocused();
  for (const place of [`step/#p=${plan}&s=s4`, `story/#p=${plan}`]) {
    await page.goto(`/${place}`);
    await expect(page.locator('main li').first()).toBeVisible();
    await expect(page.getByText('only you see this')).toHaveCount(0);
    await expect(page.getByText('He was there again.')).toHaveCount(0);
  }
  await page.goto(`/try/#p=${plan}&s=s4`);
  await page.getByRole('button', { name: 'It worked', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Who are you?' })).toBeVisible();
});

test('UI3 the focus is never lost: Undo gives it to Redo', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/plan/#p=${plan}`);
  await takeAStrengthOut(page);
  const foot = page.getByRole('contentinfo');
  await foot.getByRole('button', { name: 'Undo' }).click();
  await expect(foot.getByRole('button', { name: 'Redo' })).toBeFocused();
});

test('UI3 the focus is never lost: a name is added in the start', async ({ app }) => {
  const page = await app.open('/start/');
  await page.getByLabel('What should we call you?').fill('Marisol');
  await page.getByRole('button', { name: 'Begin' }).click();
  for (let questions = 0; questions < 3; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByLabel('The step').fill('Teo puts both feet on the floor');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Another name').fill('Abuela Chelo');
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('button', { name: 'Abuela Chelo' })).toBeVisible();
  await expect(page.getByLabel('Another name')).toBeFocused();
});

test('UI3 the focus is never lost: more ways to change a step, and the lines and levels of the safety plan', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/adjust/#p=${plan}&s=s4&k=backup`);
  await page.getByRole('button', { name: 'More ways' }).click();
  await expect(page.locator('.kinds button:focus')).toHaveCount(1);
  await page.goto(`/safety/#p=${plan}`);
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  for (const name of ['Change these lines', 'Change what we do']) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('main input:focus')).toHaveCount(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('button', { name })).toBeFocused();
  }
});

test('UI3 the focus is never lost: somebody of the household takes over on a card', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/try/#p=${plan}&s=s6`);
  await page.getByRole('button', { name: 'It worked', exact: true }).click();
  await iAm(page, 'Renee Aldous');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await page.goto(`/today/#p=${plan}`);
  const card = cardOf(page, 'dishes');
  await card.getByRole('button', { name: 'Someone else is talking' }).click();
  await iAm(page, 'Marisol');
  await expect(card.getByRole('button', { name: 'Not now' })).toBeVisible();
  await expect(card).toBeFocused();
});

test('“Back to today” leads to Today from every place, and the focus goes along', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const earlier = new Date(now() - 60 * 86_400_000).toISOString().slice(0, 10);
  for (const place of ['today', 'story']) {
    await page.goto(`/${place}/#p=${plan}&d=${earlier}`);
    await page.getByRole('link', { name: 'Back to today' }).click();
    await expect(page).toHaveURL(`/today/#p=${plan}`);
    await expect(page.getByRole('link', { name: 'How did it go?' }).first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeFocused();
  }
});

test('UI3 the focus is never lost: the example is removed', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('link', { name: 'Start a family plan' })).toBeVisible();
  await notLost(page);
});

test('what is said for a moment covers no button that finishes a page, and stays behind when one goes on', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await page.goto(`/plan/#p=${plan}`);
  await takeAStrengthOut(page);
  await page.getByRole('contentinfo').getByRole('button', { name: 'Undo' }).click();
  const said = page.locator('p[aria-hidden="true"]', { hasText: 'Undone.' });
  await expect(said).toBeVisible();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(said).toHaveCount(0, { timeout: 1_000 });
});

test('a plan that is not here shows no places of it', async ({ app }) => {
  const page = await app.open('/plan/#p=nobody');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This plan is not on this device',
  );
  await expect(page.getByRole('navigation')).toHaveCount(0);
});
