import type { Page } from '@playwright/test';
import { bigPlan } from '../bench/bigPlan.js';
import { expect, test } from './app';
import { chance } from './support/chance';
import { holdLong } from './support/channels';
import { crash } from './support/crash';
import { now } from './support/day';
import { bringIn, exported, goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { ask, invite, letIn, share, wordsOf } from './support/together';

test.use({ actionTimeout: 20_000 });

const long = process.env.LONG === '1';
/** 25,000 tries are some 5 MB as they travel. */
const tries = long ? 25_000 : 2_500;
const kills = long ? 12 : 2;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

const today = new Date(now()).toISOString().slice(0, 10);
const file = JSON.stringify(bigPlan({ tries, today }));

/** Which of a plan's lists has how much in it, and all ids of tries. */
const sumOf = async (page: Page, plan: string) => {
  const all = await exported(page, plan);
  const counts = Object.entries(all).flatMap(([list, value]) =>
    Array.isArray(value) ? [[list, value.length] as const] : [],
  );
  const ids = (all.tries as { id: string }[]).map(({ id }) => id).sort();
  return { counts: Object.fromEntries(counts), ids };
};

test(`DOC10 LED5 VAU2 a plan of ${tries} tries comes in whole, with a bar, though the tab is killed ${kills} times meanwhile`, async ({
  app,
}) => {
  test.setTimeout(long ? 1_200_000 : 300_000);
  console.log(`kills while a plan comes in: seed ${seed}`);
  const random = chance(seed);
  const marisol = await app.open();
  const teo = await app.open();
  const letPass = await holdLong(marisol.context());
  const plan = await bringIn(marisol, file);
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: 'Teo', may: 'Change the plan' });
  await ask(teo, link, 'Teo');
  await letIn(marisol, await wordsOf(teo));
  // On a slow network there is time to see how far it is.
  await expect(teo.getByRole('progressbar')).toBeVisible();
  await letPass(marisol);
  await goTo(marisol, 'plan', `p=${plan}`);
  await letPass(marisol);

  let page = teo;
  for (let kill = 1; kill <= kills; kill += 1) {
    // At a moment that nobody chose: before the first piece, between two, or when all of it is here.
    const coming = page.getByRole('progressbar').or(page.getByText('The plan is still arriving'));
    await expect(coming.or(page.getByRole('article')).first()).toBeVisible({ timeout: 60_000 });
    const context = page.context();
    const pieces = Math.floor(random() * 6);
    await expect
      .poll(
        async () =>
          (await page.getByRole('article').count()) > 0 || (await kept(page, plan)) >= pieces,
        {
          intervals: [2],
          timeout: 60_000,
        },
      )
      .toBe(true);
    console.log(`killed with ${await kept(page, plan)} pieces here`);
    await crash(page);
    page = await context.newPage();
    await page.goto('/');
    await expect(page, `seed ${seed}, kill ${kill}`).toHaveURL(new RegExp(`/today/#p=${plan}$`));
  }
  await expect(page.getByRole('article').first()).toBeVisible({ timeout: 120_000 });
  await expect(page.getByText('The plan is still arriving')).toHaveCount(0);

  const field = await openVision(marisol, plan, 'Marisol');
  await goTo(page, 'plan', `p=${plan}`);
  await field.fill('All of it is here.');
  await expect(visionOf(page)).toContainText('All of it is here.');
  const [whole, came] = [await sumOf(marisol, plan), await sumOf(page, plan)];
  expect(whole.ids).toHaveLength(tries);
  expect(came, `seed ${seed}`).toEqual(whole);
});

test('LED5 VAU2 as soon as the steps of today are there they can be used: what is told meanwhile goes in when the plan is here', async ({
  app,
}) => {
  test.setTimeout(120_000);
  const [marisol, teo] = [await app.open(), await app.open()];
  const letPass = await holdLong(marisol.context());
  const plan = await bringIn(marisol, file);
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: 'Teo', may: 'Change the plan' });
  await ask(teo, link, 'Teo');
  await letIn(marisol, await wordsOf(teo));
  const there = marisol.getByRole('article');
  await goTo(marisol, 'today', `p=${plan}`);
  const step = (await there.first().getByRole('paragraph').first().textContent()) ?? '';

  await expect(teo).toHaveURL(new RegExp(`/today/#p=${plan}$`));
  await expect(teo.getByRole('article').first()).toContainText(step);
  await expect(teo.getByRole('progressbar')).toBeVisible();
  // Whose plan it is stands above it before all of it is here.
  await expect(teo.getByRole('link', { name: /Marisol.*, All plans$/ })).toBeVisible();
  await teo.getByRole('article').first().getByRole('link', { name: 'How did it go?' }).click();
  await teo.getByRole('button', { name: 'It worked', exact: true }).click();
  await expect(teo.getByText('It goes into the plan as soon as all of it is here.')).toBeVisible();

  await letPass(marisol);
  await expect(
    teo.locator('main').getByText('Saved. Thank you, that helps the plan.'),
  ).toBeVisible();
  await teo.getByRole('button', { name: 'Done' }).click();
  await expect(there.filter({ hasText: 'It worked' }).first()).toContainText(step);
});

/** How many updates of the team's document lie in this browser. */
const kept = (page: Page, plan: string): Promise<number> =>
  page.evaluate(async (name) => {
    if (!(await indexedDB.databases()).some((one) => one.name === name)) return 0;
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = reject;
    });
    const count = await new Promise<number>((resolve, reject) => {
      if (!db.objectStoreNames.contains('updates')) return resolve(0);
      const counting = db.transaction('updates').objectStore('updates').count();
      counting.onsuccess = () => resolve(counting.result);
      counting.onerror = reject;
    });
    db.close();
    return count;
  }, `lived-plan:${plan}/team`);
