import { expect, test } from './app';
import { exported, goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { bringTogether, share } from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

test('CIR2 whoever may only read sees what is new, and finds nothing to write with', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const marisol = await app.open();
  const chelo = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, chelo, 'Chelo', { whom: /Abuela Chelo/, may: 'Read' });
  await goTo(chelo, 'plan', `p=${plan}`);
  const field = await openVision(marisol, plan, 'Marisol Vega');
  await field.fill('Sundays, all of us.');
  await expect(chelo.getByText('Sundays, all of us.')).toBeVisible();
  await expect(visionOf(chelo)).toHaveCount(0);
  const writes = /^(Change|Add|Take|Edit|We agree|Propose|It worked|Save|Not now|Write)/;
  for (const place of ['plan', 'people', 'safety', 'step']) {
    await goTo(chelo, place, `p=${plan}&s=s4`);
    await expect(chelo.locator('main[aria-busy="true"]')).toHaveCount(0);
    await expect(chelo.locator('main').getByRole('button', { name: writes })).toHaveCount(0);
  }
  for (const place of ['today', 'try', 'adjust']) {
    await goTo(chelo, place, `p=${plan}&s=s4`);
    await expect(chelo.getByText('This device reads along and changes nothing.')).toBeVisible();
    await expect(chelo.getByRole('link', { name: 'How did it go?' })).toHaveCount(0);
    await expect(chelo.locator('main').getByRole('button', { name: writes })).toHaveCount(0);
    await expect(chelo.locator('main').getByRole('textbox')).toHaveCount(0);
  }
});

test('CIR1 CIR3 a third comes in through the second, and somebody brings a second device of their own', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const marisol = await app.open();
  const teo = await app.open();
  const luz = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, teo, 'Teo', { whom: /Teo Vega/ });
  await goTo(marisol, 'plan', `p=${plan}`);
  await bringTogether(teo, plan, luz, 'Luz', { whom: /Luz Vega/, may: 'Change the plan' });

  // Whom Marisol never let in reads her, and is read by her.
  const field = await openVision(luz, plan);
  await field.fill('A table for all of us.');
  for (const page of [marisol]) await expect(visionOf(page)).toContainText('A table for all');
  await luz.getByRole('button', { name: 'Done' }).first().click();
  const own = await openVision(marisol, plan, 'Marisol Vega');
  await own.fill('A table for all of us, outside.');
  await expect(visionOf(luz)).toContainText('outside.');

  // Teo’s tablet may do what his phone may.
  const tablet = await app.open();
  await bringTogether(teo, plan, tablet, 'Teo’s tablet', { whom: /Another device of my own/ });
  await goTo(marisol, 'today', `p=${plan}`);
  await goTo(tablet, 'plan', `p=${plan}`);
  await expect(visionOf(tablet)).toContainText('outside.');
  const last = await openVision(tablet, plan);
  await last.fill('Outside, with music.');
  await goTo(marisol, 'plan', `p=${plan}`);
  await expect(visionOf(marisol)).toContainText('with music.');
});

test('CIR4 starting again without somebody: a new plan of what stands, and they hear no more', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const marisol = await app.open();
  const teo = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, teo, 'Teo', { whom: /Teo Vega/, may: 'Change the plan' });
  await goTo(teo, 'plan', `p=${plan}`);
  await goTo(marisol, 'together', `p=${plan}`);
  await marisol.getByRole('link', { name: 'Start again without someone' }).click();
  // What was tapped is gone: the page's new title is read out.
  await expect(
    marisol.getByRole('heading', { level: 1, name: 'Start again without someone' }),
  ).toBeFocused();
  await marisol.getByRole('button', { name: 'Start the new plan' }).click();
  await expect(marisol).toHaveURL(new RegExp(`/together/#p=(?!${plan})`));
  const fresh = new URLSearchParams(new URL(marisol.url()).hash.slice(1)).get('p') ?? '';
  const before = (await exported(teo, plan)) as { tries: unknown[]; ties: unknown[] };
  const after = (await exported(marisol, fresh)) as { tries: unknown[]; ties: unknown[] };
  expect(after.tries).toHaveLength(before.tries.length);
  expect(after.ties).toHaveLength(before.ties.length);
  // It is shared anew, and Teo comes into it by an invitation of its own.
  await share(marisol, fresh);
  await bringTogether(marisol, fresh, teo, 'Teo', { whom: /Teo Vega/, may: 'Change the plan' });
  await goTo(teo, 'plan', `p=${plan}`);
  const field = await openVision(marisol, fresh, 'Marisol Vega');
  await field.fill('Begun again.');
  await goTo(teo, 'plan', `p=${fresh}`);
  await expect(visionOf(teo)).toContainText('Begun again.');
  await goTo(teo, 'plan', `p=${plan}`);
  await expect(visionOf(teo)).not.toContainText('Begun again.');
});
