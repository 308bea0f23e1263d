import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { keptHere, noPlan } from './support/kept';
import { downloaded, exported, goTo, planId, sayWho } from './support/plans';
import { answer } from './support/telling';
import { cardOf, iAm, openVegas } from './vegas';

/** The last try of a file. */
const lastTry = async (page: Page, plan: string) => {
  const { tries } = await exported(page, plan);
  return (tries as Record<string, unknown>[]).find(({ words }) => words === 'He kept the time.');
};

test('PLAN8 PLAN14 Marisol makes the team the usual; words still wait for the question, and go whole', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await goTo(page, 'settings', `p=${plan}`);
  const usual = page.getByRole('group', {
    name: 'Who may see what we tell, unless we say otherwise',
  });
  const team = usual.getByRole('button', { name: 'The whole team' });
  const home = usual.getByRole('button', { name: 'Our household' });
  await expect(home).toHaveAttribute('aria-pressed', 'true');

  // It is the household's to say.
  await team.click();
  await iAm(page, 'Renee');
  await expect(page.getByText('Only somebody of the household can change this.')).toBeVisible();
  await expect(home).toHaveAttribute('aria-pressed', 'true');
  await goTo(page, 'try', `p=${plan}&s=s4`);
  await page.getByRole('button', { name: /as Renee/i }).click();
  await page.getByRole('button', { name: 'Someone else is talking' }).click();
  await iAm(page, 'Marisol');
  await goTo(page, 'settings', `p=${plan}`);
  await team.click();
  await expect(team).toHaveAttribute('aria-pressed', 'true');

  await answer(page, plan, 's4', 'It wasn’t a good week for it');
  const field = page.getByRole('textbox', { name: /in your own words/ });
  await field.pressSequentially('He kept');
  await expect(page.getByText(/are required by law to report/)).toBeVisible();
  await field.pressSequentially(' the time.');
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/\/today\//);
  expect(await lastTry(page, plan)).toMatchObject({ by: 'marisol', visibility: 'team' });

  // Said once; what is told without a choice now is the team's.
  await answer(page, plan, 's6', 'It wasn’t a good week for it');
  await page
    .getByRole('button', { name: 'Next question' })
    .or(page.getByRole('button', { name: 'Skip' }))
    .click();
  await expect(page.getByRole('button', { name: 'Everyone on our team' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
});

test('PLAN8 PLAN14 where the team is the usual, words nobody decided on stay at home', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await goTo(page, 'settings', `p=${plan}`);
  await page.getByRole('button', { name: 'The whole team' }).click();
  await iAm(page, 'Marisol');
  await answer(page, plan, 's4', 'It wasn’t a good week for it');
  await page.getByRole('textbox', { name: /in your own words/ }).fill('He kept the time.');
  await expect(page.getByText(/are required by law to report/)).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/\/today\//);
  expect(await lastTry(page, plan)).toMatchObject({ by: 'marisol', visibility: 'household' });
});

test('PLAN12 the plan’s days turn where the family says: what was told this morning is of the day before there', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await answer(page, plan, 's4', 'It worked', 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  // The answer is written when its draft is gone.
  await expect.poll(async () => (await keptHere(page)).values.join()).not.toContain('drafts/');
  await goTo(page, 'today', `p=${plan}`);
  await expect(cardOf(page, 'Coach Benji')).toContainText('Today, Teo: It worked');

  await goTo(page, 'settings', `p=${plan}`);
  const zone = page.getByRole('combobox', { name: 'The plan’s time zone' });
  await expect(zone).toHaveValue('America/Denver');
  // Where they are it is Friday morning; in Kiritimati it is Saturday.
  await zone.selectOption({ label: 'Pacific, Kiritimati' });
  await expect(zone).toHaveValue('Pacific/Kiritimati');
  await page.getByRole('navigation').getByRole('link', { name: 'Today' }).click();
  await expect(cardOf(page, 'Coach Benji')).toBeVisible();
  await expect(cardOf(page, 'Coach Benji')).not.toContainText('Today, Teo');

  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(cardOf(page, 'Coach Benji')).toContainText('Today, Teo: It worked');
  await page.reload();
  await expect(cardOf(page, 'Coach Benji')).toContainText('Today, Teo: It worked');
});

test('Luz sets a PIN: nobody else talks as her or takes it away, and she does both', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await goTo(page, 'settings', `p=${plan}`);
  await page.getByRole('button', { name: 'Luz Vega', exact: true }).click();
  await page.getByRole('button', { name: 'Set a PIN for Luz Vega' }).click();
  await page.getByLabel('New PIN').fill('2468');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(page.getByText('with a PIN')).toBeVisible();
  expect(await page.content()).not.toContain('2468');

  await page.getByRole('button', { name: 'Take away the PIN of Luz Vega' }).click();
  const question = page.getByRole('dialog', { name: 'Who are you?' });
  await question.getByRole('button', { name: /Luz/ }).click();
  const pin = question.getByLabel('PIN of Luz Vega');
  await pin.fill('1111');
  await pin.press('Enter');
  await expect(question.getByText('That is another PIN. Try again.')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(question).toBeHidden();
  await expect(page.getByText('with a PIN')).toBeVisible();

  await page.reload();
  await page.getByRole('button', { name: 'Take away the PIN of Luz Vega' }).click();
  await question.getByRole('button', { name: /Luz/ }).click();
  await pin.fill('2468');
  await pin.press('Enter');
  await expect(question).toBeHidden();
  await expect(page.getByText('with a PIN')).toHaveCount(0);
});

for (const says of [true, false])
  test(`VAU3 the browser is asked to keep our plans, and its ${says ? 'yes' : 'no'} is shown as it is`, async ({
    app,
  }) => {
    const page = await app.open();
    await page.context().addInitScript((says) => {
      let kept = false;
      StorageManager.prototype.persisted = async () => kept;
      StorageManager.prototype.persist = async () => (kept = says);
    }, says);
    await page.goto('/settings/');
    await expect(page.getByText('and may clear them when space runs low.')).toBeVisible();
    await page.getByRole('button', { name: 'Ask the browser to keep our plans' }).click();
    await expect(
      page.getByText(says ? 'It says yes: our plans are kept.' : 'Not now, it says.'),
    ).toBeVisible();
    await expect(page.getByText('does not clear them by itself.')).toHaveCount(says ? 1 : 0);
    await expect(
      page.getByRole('button', { name: 'Ask the browser to keep our plans' }),
    ).toHaveCount(says ? 0 : 1);
  });

test('a plan that Marisol began is removed: export is offered first, and nothing of it stays in storage', async ({
  app,
}) => {
  const page = await app.open('/start/');
  await page.getByRole('textbox').first().fill('Marisol');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#.*p=/);
  const plan = planId(page);
  await goTo(page, 'plan', `p=${plan}`);
  await page.getByRole('button', { name: /^Change: Where we want to be/ }).click();
  await page.getByRole('textbox', { name: 'Where we want to be' }).fill('Mornings with music.');
  const question = page.getByRole('dialog', { name: 'Who are you?' });
  if (await question.isVisible()) await sayWho(page, 'Marisol');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await goTo(page, 'settings', `p=${plan}`);
  const remove = page.getByRole('button', { name: 'Remove this plan from this device' });
  await remove.click();
  const sheet = page.getByRole('dialog', { name: 'Remove this plan from this device?' });
  await sheet.getByRole('link', { name: 'Export it first' }).click();
  const file = await downloaded(page, 'Download the file');
  expect(file).toContain('Mornings with music.');

  await goTo(page, 'settings', `p=${plan}`);
  await remove.click();
  await sheet.getByRole('button', { name: 'Remove it' }).click();
  await expect(page.getByRole('link', { name: 'Start a family plan' })).toBeVisible();
  await expect(page.getByText('The plan is gone from this device.')).toBeAttached();
  await expect.poll(() => keptHere(page)).toEqual(noPlan);
  const everything = await page.evaluate(async () => ({
    local: JSON.stringify({ ...localStorage, ...sessionStorage }),
    caches: await Promise.all(
      (await caches.keys()).map(async (name) =>
        (await (await caches.open(name)).keys()).map(({ url }) => url),
      ),
    ),
  }));
  expect(JSON.stringify(everything)).not.toContain(plan);
  expect(JSON.stringify(everything)).not.toContain('Marisol');
  await page.goto(`/plan/#p=${plan}`);
  await expect(
    page.getByRole('heading', { name: 'This plan is not on this device' }),
  ).toBeVisible();
});
