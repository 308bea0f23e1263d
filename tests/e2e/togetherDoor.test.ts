import { expect, test } from './app';
import { keptHere, noPlan } from './support/kept';
import { laterOn } from './support/day';
import { exported, goTo } from './support/plans';
import {
  arrived,
  ask,
  bringTogether,
  invite,
  letIn,
  setOf,
  share,
  wordsOf,
} from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

test('CIR3 SEC2 a stranger who knows the link, and with it room and password, gets nothing while nobody lets them in', async ({
  app,
}) => {
  const marisol = await app.open();
  const stranger = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: /Teo Vega/ });
  await ask(stranger, link, 'Teo');
  const words = await wordsOf(stranger);

  // Marisol heard other words: nobody comes in, and both read why.
  const others = marisol.getByRole('group', { name: /^Which words does/ }).getByRole('button');
  await expect(others).toHaveCount(4);
  const right = await setOf(marisol, words).textContent();
  const sets = await others.allTextContents();
  await others.nth(sets.findIndex((set) => set !== right)).click();
  await marisol.getByRole('button', { name: 'Let in' }).click();
  await expect(marisol.getByText(/^Those were other words, so nobody was let in\./)).toBeVisible();
  await expect(stranger.getByRole('heading', { name: 'Other words were chosen' })).toBeVisible();
  expect(await keptHere(stranger)).toEqual(noPlan);

  // Asked once more, and sent away.
  await stranger.getByRole('button', { name: 'Ask again' }).click();
  await wordsOf(stranger);
  await marisol.getByRole('button', { name: /^(Not now|None of these)$/ }).click();
  await expect(stranger.getByRole('heading', { name: 'Not now, they say' })).toBeVisible();
  expect(await keptHere(stranger)).toEqual(noPlan);
  await goTo(marisol, 'together', `p=${plan}`);
  await expect(
    marisol
      .getByText('This plan is shared, and on this device only so far.')
      .or(marisol.getByText('Nobody else is in yet.')),
  ).toBeVisible();
  await stranger.goto('/');
  await expect(stranger.getByRole('link', { name: 'Start a family plan' })).toBeVisible();
  await expect(stranger.locator('body')).not.toContainText('Vega');
});

test('CIR1 LED5 somebody who may not let others in brings a second device of their own, nobody else being there', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const marisol = await app.open();
  const renee = await app.open();
  const tablet = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });
  await marisol.context().close();
  await goTo(renee, 'together', `p=${plan}`);
  await renee.getByRole('link', { name: 'Add another device of my own' }).click();
  await renee.getByRole('link', { name: 'Show a code here' }).click();
  const link = await renee.getByLabel('The link', { exact: true }).inputValue();
  await ask(tablet, link, 'Renee’s tablet');
  const words = await wordsOf(tablet);
  await setOf(renee, words).click();
  await renee.getByRole('button', { name: 'Let in' }).click();
  // PLAN14: it is said of her here as well.
  await renee.getByRole('button', { name: 'Share' }).click();
  await arrived(tablet, plan);
});

test('CIR3 an invitation that was taken back, used, or is over says so, and one for a plan that is here leads to it', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const marisol = await app.open();
  const later = await laterOn(marisol);
  const teo = await app.open();
  const renee = await app.open();
  const laterThere = await laterOn(renee);
  const plan = await openVegas(marisol);
  await share(marisol, plan);

  // Taken back.
  const back = await invite(marisol, plan, { whom: /Renee Aldous/, how: 'Send a link' });
  await goTo(marisol, 'together', `p=${plan}`);
  await marisol.getByRole('button', { name: 'Take back the invitation for Renee Aldous' }).click();
  await expect(marisol.getByRole('heading', { name: 'Open invitations' })).toHaveCount(0);
  await ask(renee, back, 'Renee');
  await expect(
    renee.getByRole('heading', { name: 'This invitation was taken back' }),
  ).toBeVisible();

  // Used, by Teo; and then it is for a plan that is on his device.
  const link = await invite(marisol, plan, { whom: /Teo Vega/ });
  await ask(teo, link, 'Teo');
  await letIn(marisol, await wordsOf(teo));
  await arrived(teo, plan);
  await ask(teo, link, 'Teo');
  await expect(
    teo.getByRole('heading', { name: 'This plan is on this device already' }),
  ).toBeVisible();
  await teo.getByRole('link', { name: 'Open the plan' }).click();
  await arrived(teo, plan);
  // Somebody else with the link that he came by.
  await ask(renee, link, 'Renee');
  await expect(
    renee.getByRole('heading', { name: 'Somebody came in with this invitation already' }),
  ).toBeVisible();

  // Over, by the clock of those inside; and a day later seen on the link itself.
  const week = await invite(marisol, plan, { whom: /Renee Aldous/, how: 'Send a link' });
  for (const pass of [later, laterThere]) await pass(7 * 24 * 60 + 30);
  await goTo(marisol, 'together', `p=${plan}`);
  await ask(renee, week, 'Renee');
  await expect(renee.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
  for (const pass of [later, laterThere]) await pass(2 * 24 * 60);
  await renee.goto(week);
  await expect(renee.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
  expect(await keptHere(renee)).toEqual(noPlan);
  expect(JSON.stringify(await exported(teo, plan))).toContain('Abuela');
});
