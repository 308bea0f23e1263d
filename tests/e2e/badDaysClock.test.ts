import { expect, test } from './app';
import { asSets } from './support/files';
import { keptHere } from './support/kept';
import { exported, goTo } from './support/plans';
import { answer } from './support/telling';
import { cardOf, openVegas } from './vegas';

interface Out {
  readonly tries: { readonly id: string; readonly by: string; readonly outcome: string }[];
  readonly stepVersions: {
    readonly id: string;
    readonly stepId: string;
    readonly action: string;
  }[];
}

test('PLAN12 a clock set back a year: it is said, nothing vanishes, a try is told and a step is changed', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const cards = await page.getByRole('article').count();
  const before = (await exported(page, plan)) as unknown as Out;

  const now = await page.evaluate(() => Date.now());
  await page.context().clock.setFixedTime(now - 365 * 86_400_000);
  await goTo(page, 'today', `p=${plan}`);
  await page.reload();
  const doubt = page.getByRole('status').filter({ hasText: 'Perhaps its clock is set back.' });
  await expect(doubt).toContainText('Nothing is lost, and we can go on writing.');
  await expect(page.getByRole('article')).toHaveCount(cards);
  await expect(cardOf(page, 'Coach Benji')).toBeVisible();

  await answer(page, plan, 's4', 'It worked', 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/\/today\//);
  // The answer is written when its draft is gone.
  await expect.poll(async () => (await keptHere(page)).values.join()).not.toContain('drafts/');
  await goTo(page, 'adjust', `p=${plan}&s=s4&k=timing`);
  await page.getByRole('textbox', { name: /^When/ }).fill('Thursdays at 5');
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.getByText(/^Agreed\./).first()).toBeAttached();
  await goTo(page, 'today', `p=${plan}`);
  await expect(cardOf(page, 'Thursdays at 5')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(cards);

  const after = (await exported(page, plan)) as unknown as Out;
  expect(after.tries).toHaveLength(before.tries.length + 1);
  expect(after.stepVersions).toHaveLength(before.stepVersions.length + 1);
  for (const list of ['tries', 'stepVersions'] as const)
    expect(after[list]).toEqual(expect.arrayContaining(before[list] as never[]));

  // The clock is right again: the doubt goes, what was told stays.
  await page.context().clock.setFixedTime(now);
  await goTo(page, 'today', `p=${plan}`);
  await page.reload();
  await expect(cardOf(page, 'Thursdays at 5')).toBeVisible();
  await expect(doubt).toHaveCount(0);
  expect(asSets(await exported(page, plan))).toEqual(asSets(after));
});
