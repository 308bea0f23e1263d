import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { armedPage } from './support/attack/armed';
import { noteTraffic } from './support/channels';
import { exported, goTo } from './support/plans';
import { addWords, answer, openVision, visionOf } from './support/telling';
import { bringTogether, partsKept, share } from './support/together';
import { cardOf, iAm, openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

/** Words that only the Vegas' household reads: one of the example, one that Marisol says in the test. */
const atHome = { before: 'Both of us were in tears by 6:30.', now: 'Cinnamonharbor' };

test('CIR1 CIR3 LED5 the Vegas meet for the first time on three devices, and all see what each does', async ({
  app,
}) => {
  test.setTimeout(240_000);
  // Each in a browser of their own.
  const marisol = await app.open('/', { alone: true });
  const teo = await app.open('/', { alone: true });
  const renee = await app.open('/', { alone: true });
  const [toTeo, toRenee] = await Promise.all(
    [teo, renee].map((page) => noteTraffic(page.context())),
  );
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  const first = await bringTogether(marisol, plan, teo, 'Teo', {
    whom: /Teo Vega/,
    may: 'Change the plan',
  });
  const second = await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });
  console.log(`let in to plan: ${Math.round(first)} ms, ${Math.round(second)} ms`);

  // A try of Renee's, under the eyes of the others.
  for (const page of [marisol, teo]) await goTo(page, 'today', `p=${plan}`);
  await answer(renee, plan, 's6', 'It worked');
  await renee.getByRole('button', { name: 'Done' }).click();
  const told = performance.now();
  for (const page of [marisol, teo])
    await expect(cardOf(page, 'Tía Inés')).toContainText('Today, Renee Aldous: It worked');
  console.log(`a try seen by both: ${Math.round(performance.now() - told)} ms`);

  // A word of Renee's.
  for (const page of [marisol, teo]) await goTo(page, 'plan', `p=${plan}`);
  const field = await openVision(renee, plan);
  await field.fill('Mornings like a slow song.');
  for (const page of [marisol, teo])
    await expect(visionOf(page)).toContainText('Mornings like a slow song.');

  // A proposal of Renee's, that Marisol agrees to.
  for (const page of [marisol, teo]) await goTo(page, 'today', `p=${plan}`);
  await propose(renee, plan);
  for (const page of [marisol, teo])
    await expect(cardOf(page, 'Coach Benji')).toContainText('Renee Aldous proposes: Add a Plan B');
  await cardOf(marisol, 'Coach Benji').getByRole('button', { name: 'We agree' }).click();
  await iAm(marisol, 'Marisol Vega');
  await goTo(renee, 'today', `p=${plan}`);
  for (const page of [teo, renee]) {
    await expect(cardOf(page, 'Coach Benji')).toContainText('If it rains, the library');
    await expect(cardOf(page, 'Coach Benji')).not.toContainText('proposes');
  }

  // Each page comes anew, and it goes on.
  for (const page of [marisol, teo, renee]) await page.reload();
  await goTo(marisol, 'plan', `p=${plan}`);
  await goTo(teo, 'plan', `p=${plan}`);
  const again = await openVision(renee, plan);
  await again.fill('Mornings like a slow song, and pancakes.');
  for (const page of [marisol, teo]) await expect(visionOf(page)).toContainText('and pancakes.');

  // What Marisol tells at home stays at home.
  await goTo(teo, 'story', `p=${plan}&s=s4`);
  await goTo(renee, 'story', `p=${plan}&s=s4`);
  await tellAtHome(marisol, plan, atHome.now);
  await expect(teo.getByText(atHome.now)).toBeVisible();
  // Renee hears of something that was written later; what is not for her did not come before it.
  await goTo(renee, 'plan', `p=${plan}`);
  const last = await openVision(marisol, plan);
  await last.fill('Mornings like a slow song, and waffles.');
  await expect(visionOf(renee)).toContainText('and waffles.');

  for (const page of [marisol, teo])
    expect((await partsKept(page, plan)).household).toBeGreaterThan(0);
  const { household, ...others } = await partsKept(renee, plan);
  expect(household ?? 0).toBe(0);
  expect(Object.keys(others).sort()).toEqual(['circle', 'mine/renee', 'team']);
  const both = Object.values(atHome);
  for (const page of [marisol, teo]) {
    const text = JSON.stringify(await exported(page, plan));
    for (const words of both) expect(text.includes(words), words).toBe(true);
  }
  const text = JSON.stringify(await exported(renee, plan));
  for (const words of [...both, '"visibility":"household"'])
    expect(text.includes(words), words).toBe(false);
  expect((await exported(renee, plan)).ties).toEqual([]);
  for (const place of ['today', 'plan', 'people', 'story', 'step', 'figures', 'paper', 'safety']) {
    await goTo(renee, place, `p=${plan}&s=s1`);
    await expect(renee.locator('main[aria-busy="true"]')).toHaveCount(0);
    for (const words of both) await expect(renee.locator('body')).not.toContainText(words);
  }

  // Nor can anything be found in what she keeps, with all keys that she has; and nothing of it ever came to her.
  for (const page of [teo, renee]) {
    const { words, came } = await opened(page, plan, page === teo ? toTeo : toRenee);
    expect(words.includes('If it rains, the library')).toBe(true);
    for (const one of both) expect(words.includes(one), one).toBe(page === teo);
    expect(came).toContain('team');
    expect(came.includes('household')).toBe(page === teo);
    expect(came).not.toContain('of another document');
  }
});

/** All words that a device keeps, opened with its own keys, and of which documents something came to it over the network. */
const opened = async (page: Page, plan: string, traffic: readonly string[] = []) => {
  const armed = await armedPage(page);
  return armed.evaluate(
    async ([plan, traffic]) => {
      const held = await attack.Held.of(plan);
      return { words: await held.words(), came: await held.documentsIn(traffic) };
    },
    [plan, traffic] as const,
  );
};

/** Renee's wish for a rainy day. */
const propose = async (page: Page, plan: string): Promise<void> => {
  await goTo(page, 'adjust', `p=${plan}&s=s4`);
  await page.getByRole('button', { name: 'Add a Plan B' }).click();
  await page.getByRole('textbox', { name: 'Plan B' }).fill('If it rains, the library');
  await page.getByRole('button', { name: 'Propose' }).click();
  await expect(page.getByRole('heading', { name: /^Proposed\./ })).toBeVisible();
};

/** A try of today with words, for the people at home alone. */
const tellAtHome = async (page: Page, plan: string, words: string): Promise<void> => {
  await answer(page, plan, 's4', 'Some of it worked');
  await addWords(page, words);
  await page.getByRole('button', { name: 'Next question' }).click();
  await page.getByRole('button', { name: 'Only our home' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/\/today\//);
};
