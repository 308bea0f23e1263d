import { axe, expect, test } from './app';
import { blankPage } from './support/blank';
import { goTo } from './support/plans';
import { brokenRecords, writeInto } from './support/written';
import { openVegas } from './vegas';

test('DOC3 what could not be understood is named on the place Plan, and everything else is there', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await goTo(page, 'plan', `p=${plan}`);
  await expect(page.getByText(/needs? a look/)).toHaveCount(0);
  const blank = await blankPage(page);
  await page.close();
  await writeInto(blank, plan, brokenRecords);

  const again = await blank.context().newPage();
  await again.goto(new URL(`/plan/#p=${plan}`, blank.url()).href);
  await expect(again.getByText('2 parts of the plan need a look')).toBeVisible();
  await expect(again.getByText('Nothing is lost: it is kept as it was written.')).toBeVisible();
  await expect(again.getByText('A person: Cousin Rey · Leaves on')).toBeVisible();
  await expect(again.getByText('How it went · Which day?')).toBeVisible();
  await expect(again.locator('section.need h3')).toHaveCount(5);
  await axe(again);

  // Whoever stands in the kitchen is not bothered with it.
  await goTo(again, 'today', `p=${plan}`);
  await expect(again.getByText(/needs? a look/)).toHaveCount(0);
  await goTo(again, 'people', `p=${plan}`);
  await expect(again.getByText('Cousin Rey').first()).toBeVisible();
});
