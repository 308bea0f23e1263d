import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { chance } from './support/chance';
import { crash } from './support/crash';
import { exported, goTo } from './support/plans';
import { openVision } from './support/telling';
import { bringTogether, share } from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

const rounds = process.env.LONG === '1' ? 200 : 4;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

const namesOn = async (page: Page): Promise<string[]> =>
  (await page.getByRole('heading').allTextContents()).map((name) => name.trim());

test(`VAU2 LED1 killed ${rounds} times while writing: all that was said to be saved is there, on both devices`, async ({
  app,
}) => {
  test.setTimeout(rounds * 40_000 + 120_000);
  console.log(`kills together: seed ${seed}`);
  const random = chance(seed);
  const marisol = await app.open();
  const renee = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });
  await goTo(renee, 'people', `p=${plan}`);
  let page = marisol;
  const told: string[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    await goTo(page, 'people', `p=${plan}`);
    const names = 1 + Math.floor(random() * 3);
    for (let n = 1; n <= names; n += 1) {
      const name = `Helper ${round}.${n}`;
      await page.getByRole('button', { name: 'Add a person' }).click();
      await page.getByRole('textbox', { name: 'Name' }).fill(name);
      await page.getByRole('button', { name: 'Save' }).click();
      const question = page.getByRole('dialog', { name: 'Who are you?' });
      const there = page.getByRole('heading', { name, exact: true });
      await expect(question.or(there).first()).toBeVisible();
      if (await question.isVisible()) {
        await question.getByRole('button', { name: 'Marisol Vega' }).click();
        await expect(question).toBeHidden();
      }
      await expect(there).toBeVisible();
      told.push(name);
    }
    // In the middle of something else, at a moment that nobody chose.
    const field = await openVision(page, plan);
    const letters = 1 + Math.floor(random() * 15);
    const typing = field.pressSequentially(` Round ${round} goes on and on and on`, { delay: 5 });
    typing.catch(() => {});
    await expect
      .poll(() => field.inputValue(), { intervals: [3] })
      .toMatch(new RegExp(`Round ${round}.{${letters},}`, 's'));
    const context = page.context();
    await crash(page);
    page = await context.newPage();
    await page.goto(`/people/#p=${plan}`);
    for (const one of [page, renee])
      await expect
        .poll(() => namesOn(one), { message: `seed ${seed}, round ${round}`, timeout: 20_000 })
        .toEqual(expect.arrayContaining(told));
  }
  const [here, there] = [await exported(page, plan), await exported(renee, plan)];
  expect((there.people as unknown[]).length).toBe((here.people as unknown[]).length);
});

test('VAU2 LED1 what is told before anything can be sealed is kept at once, and goes over when the plan is opened again', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const marisol = await app.open();
  const renee = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });
  const phone = marisol.context();
  await marisol.close();

  // A phone on which what seals never comes to life.
  const slow = await phone.newPage();
  await slow.addInitScript(() => {
    const say = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (message: { name?: string }, ...rest: unknown[]) {
      if (message.name !== 'open')
        (say as (...all: unknown[]) => void).call(this, message, ...rest);
    };
  });
  await slow.goto(`/people/#p=${plan}`);
  await slow.getByRole('button', { name: 'Add a person' }).click();
  await slow.getByRole('textbox', { name: 'Name' }).fill('Aunt Rosa');
  await slow.getByRole('button', { name: 'Save' }).click();
  const question = slow.getByRole('dialog', { name: 'Who are you?' });
  const there = slow.getByRole('heading', { name: 'Aunt Rosa', exact: true });
  await expect(question.or(there).first()).toBeVisible();
  if (await question.isVisible())
    await question.getByRole('button', { name: 'Marisol Vega' }).click();
  await expect(there).toBeVisible();
  await expect(question).toBeHidden();
  // The form closes once it is kept.
  await expect(slow.getByRole('textbox', { name: 'Name' })).toBeHidden();
  await crash(slow);

  const again = await phone.newPage();
  await again.goto(`/people/#p=${plan}`);
  await goTo(renee, 'people', `p=${plan}`);
  for (const page of [again, renee])
    await expect(page.getByRole('heading', { name: 'Aunt Rosa', exact: true })).toBeVisible({
      timeout: 30_000,
    });
});
