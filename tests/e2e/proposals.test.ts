import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { exported, goTo } from './support/plans';
import { cardOf, iAm, openVegas } from './vegas';

/** Somebody from outside the household proposes a change of the step with Coach Benji. */
const propose = async (
  page: Page,
  plan: string,
  change: { way: string; part: string; words: string },
): Promise<void> => {
  await goTo(page, 'today', `p=${plan}`);
  await goTo(page, 'adjust', `p=${plan}&s=s4`);
  await page.getByRole('button', { name: change.way }).click();
  await page.getByRole('textbox', { name: change.part }).fill(change.words);
  await page.getByRole('button', { name: /We agree|Propose/ }).click();
};
const proposed = (page: Page) =>
  page.getByRole('heading', {
    name: 'Proposed. It shows on Today until somebody at home agrees.',
  });

test('PLAN10 PLAN5 two proposals for one step stand side by side; Marisol chooses one, and the other is kept', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await propose(page, plan, {
    way: 'Add a Plan B',
    part: 'Plan B',
    words: 'If it rains, the library',
  });
  await iAm(page, 'Renee');
  await expect(proposed(page)).toBeFocused();
  await propose(page, plan, { way: 'Change the time', part: 'When', words: 'On Thursdays at 5' });
  await expect(proposed(page)).toBeFocused();

  await goTo(page, 'today', `p=${plan}`);
  const card = cardOf(page, 'Coach Benji');
  const proposals = card.getByRole('region');
  await expect(proposals).toHaveCount(2);
  const library = proposals.filter({ hasText: 'If it rains, the library.' });
  const thursdays = proposals.filter({ hasText: 'On Thursdays at 5' });
  await expect(library).toContainText('Renee Aldous proposes: Add a Plan B');
  await expect(thursdays).toContainText('Renee Aldous proposes: Change the time');

  await card.getByRole('button', { name: 'Someone else is talking' }).first().click();
  await iAm(page, 'Marisol');
  await thursdays.getByRole('button', { name: 'We agree' }).click();
  await expect(proposals).toHaveCount(1);
  await expect(card).toContainText('On Thursdays at 5');
  await expect(library).toBeVisible();
  await library.getByRole('button', { name: 'Not now' }).click();
  await expect(proposals).toHaveCount(0);
  await page.reload();
  await expect(card).toContainText('On Thursdays at 5');
  await expect(proposals).toHaveCount(0);

  // What was not chosen is not lost: it goes along in the file, and is known as not chosen.
  const file = await exported(page, plan);
  const versions = file.stepVersions as { id: string; backup?: string }[];
  const kept = versions.find(({ backup }) => backup === 'If it rains, the library');
  expect(file.adjustments).toContainEqual(
    expect.objectContaining({ toVersion: kept?.id, state: 'notNow' }),
  );
});
