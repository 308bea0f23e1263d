import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { vegaText, withTries } from './support/files';
import { bringIn, chooseFile, exported, goTo, sayWho } from './support/plans';
import { hold, holdable, release } from './support/tabs';
import { addWords, answer, openVision, visionOf } from './support/telling';
import { now } from './support/day';
import { cardOf, openVegas } from './vegas';

const toldIn = (file: Record<string, unknown>) =>
  file.tries as { id: string; by: string; outcome: string; words?: string }[];

test('a try told in one tab stands in the other at once', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const other = await page.context().newPage();
  await other.goto(page.url());
  await expect(cardOf(other, 'Coach Benji')).toBeVisible();

  await answer(page, plan, 's4', 'It worked', 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(cardOf(other, 'Coach Benji')).toContainText('Today, Teo: It worked');
});

/** The choice "How it stands" of the first need, on the place Plan. */
const standing = async (page: Page) => {
  await page.getByText('More', { exact: true }).first().click();
  return page.getByLabel('How it stands').first();
};

test('PLAN10 one field changed in two tabs at once shows the later, offers the other, and loses neither', async ({
  app,
}) => {
  const page = await app.open();
  await holdable(page.context());
  await page.reload();
  const plan = await bringIn(page, vegaText());
  await goTo(page, 'plan', `p=${plan}`);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const here = await standing(page);
  const there = await standing(other);

  // Who is talking is said before, so that nothing else comes between.
  await here.selectOption('Still there');
  await sayWho(page, 'Marisol');
  await expect(there).toHaveValue('open');

  await Promise.all([hold(page), hold(other)]);
  await here.selectOption('Good enough for now');
  await expect(here).toHaveValue('goodEnough');
  await there.selectOption('Resting for now');
  const question = other.getByRole('dialog');
  if (await question.isVisible()) await sayWho(other, 'Teo');
  await expect(there).toHaveValue('resting');
  await release(page);
  await release(other);

  for (const tab of [page, other]) {
    const offer = tab
      .getByRole('status')
      .filter({ hasText: 'Two of us wrote at the same moment' })
      .filter({ hasText: 'Both are kept.' });
    await expect(offer).toContainText('Stands here now: Resting for now');
    await expect(offer).toContainText('The other one: Good enough for now');
  }
  await expect(here).toHaveValue('resting');
  await page.getByRole('button', { name: 'Keep this one: Good enough for now' }).click();
  await expect(here).toHaveValue('goodEnough');
  await expect(there).toHaveValue('goodEnough');
  for (const tab of [page, other])
    await expect(tab.getByText('Two of us wrote at the same moment')).toHaveCount(0);

  // Undo brings the other one back: neither was lost.
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(here).toHaveValue('resting');
  await page.reload();
  await expect(page.getByText('Stands here now: Resting for now')).toBeVisible();
});

test('PLAN10 words changed in two tabs at once are merged, and no word of either is lost', async ({
  app,
}) => {
  const page = await app.open();
  await holdable(page.context());
  await page.reload();
  const plan = await bringIn(page, vegaText());
  const field = await openVision(page, plan, 'Marisol Vega');
  const start = await field.inputValue();
  await field.fill(`${start} `);
  const other = await page.context().newPage();
  await other.goto(page.url());
  const there = await openVision(other, plan);

  await Promise.all([hold(page), hold(other)]);
  await field.fill(`First thing, music. ${start} `);
  await there.fill(`${start} And toast.`);
  for (const tab of [page, other])
    await expect(tab.getByText('Saved', { exact: true })).toBeVisible();
  await release(page);
  await release(other);
  for (const tab of [page, other]) {
    await tab.getByRole('button', { name: 'Done' }).first().click();
    await expect(visionOf(tab)).toContainText('First thing, music.');
    await expect(visionOf(tab)).toContainText('And toast.');
    await expect(visionOf(tab)).toContainText(start);
  }
  await page.reload();
  await expect(visionOf(page)).toContainText('First thing, music.');
  await expect(visionOf(page)).toContainText('And toast.');
});

test('PLAN6 a try that is still being told in one tab is not told from another with older words', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await answer(page, plan, 's4', 'It worked', 'Teo');

  const other = await page.context().newPage();
  await other.clock.install({ time: now() });
  await other.goto(`/today/#p=${plan}`);
  await expect(cardOf(other, 'Coach Benji')).toBeVisible();
  await addWords(page, 'He ran the last bit.');
  // The other tab has its quiet minute; whoever writes then writes all the words.
  await other.clock.fastForward(65_000);
  await expect(cardOf(other, 'Coach Benji')).toContainText('Today, Teo: It worked');
  await expect
    .poll(async () => {
      const tab = await page.context().newPage();
      await tab.goto(`/export/#p=${plan}`);
      const file = await exported(tab, plan);
      await tab.close();
      return toldIn(file).filter(({ words }) => words === 'He ran the last bit.').length;
    })
    .toBe(1);
});

test('one tab brings in a file while the other writes: both plans are whole', async ({ app }) => {
  const page = await app.open();
  const plan = await bringIn(page, vegaText());
  const field = await openVision(page, plan, 'Marisol Vega');
  await field.fill('We begin.');
  const other = await page.context().newPage();
  await other.goto('/import/');
  const file = { ...withTries(8_000), id: 'the-other-family' };
  await chooseFile(other, JSON.stringify(file));
  let words = 'We begin.';
  let more = 0;
  while (!(await other.getByText('The plan is here.').first().isVisible())) {
    words += ` And on, ${++more}.`;
    await field.fill(words);
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  }
  expect(more).toBeGreaterThan(0);
  await other.getByRole('link', { name: 'Open it' }).click();
  await expect(other.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  const second = new URLSearchParams(new URL(other.url()).hash.slice(1)).get('p') ?? '';
  expect(toldIn(await exported(other, second))).toHaveLength(8_000);
  await page.reload();
  expect(((await exported(page, plan)).plan as { vision: string }).vision).toBe(words);
});
