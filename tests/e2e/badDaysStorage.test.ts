import { readFile } from 'node:fs/promises';
import { expect, test } from './app';
import { blankPage, records } from './support/blank';
import { asSets, vegaText, withTries } from './support/files';
import { keptHere } from './support/kept';
import { bringIn, exported, goTo, seeExample } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { cardOf, iAm } from './vegas';

test('VAU3 a browser that blocks storage: it is said, everything works while the page is open, and leaves as a file', async ({
  app,
}) => {
  const page = await app.open();
  await page.context().addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked by the browser', 'SecurityError');
    };
  });
  await page.reload();
  const plan = await seeExample(page);
  const band = page.getByText('This browser does not let us keep anything.');
  await expect(band).toBeVisible();

  await cardOf(page, 'Coach Benji').getByRole('link', { name: 'How did it go?' }).click();
  await page.getByRole('button', { name: 'It worked', exact: true }).click();
  await iAm(page, 'Teo');
  await expect(page.getByText('Not saved yet', { exact: true })).toBeVisible();
  await expect(page.getByText('Saved. Thank you')).toHaveCount(0);
  await expect(
    page.getByText('It stands on this page and is not saved yet. It need not be written again.'),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Back to Today' }).first().click();
  await expect(cardOf(page, 'Coach Benji')).toContainText('Today, Teo: It worked');

  // What stands on the page is not asked for a second time: a form that was filled in has done its work.
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await page.getByRole('button', { name: 'Add a strength' }).click();
  await page.getByRole('textbox', { name: 'What are they good at?' }).fill('Sings on the bus');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'What are they good at?' })).toHaveCount(0);
  await expect(page.getByText('Sings on the bus')).toHaveCount(1);

  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the file' }).click(),
  ]);
  const file = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    tries: { outcome: string; by: string }[];
    strengths: { text: string }[];
  };
  expect(file.tries).toHaveLength(90);
  expect(file.strengths.filter(({ text }) => text === 'Sings on the bus')).toHaveLength(1);

  // Another day nothing of it is here, and Home says so by offering a beginning.
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'See an example' })).toBeVisible();
  await page.goto(`/today/#p=${plan}`);
  await expect(
    page.getByRole('heading', { name: 'This plan is not on this device' }),
  ).toBeVisible();
});

test('VAU3 storage that never answers keeps nobody waiting for ever', async ({ app }) => {
  const page = await app.open();
  await page.context().addInitScript(() => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = function (...args) {
      const request = open.apply(this, args);
      for (const event of ['success', 'error', 'blocked', 'upgradeneeded'])
        request.addEventListener(event, (heard) => heard.stopImmediatePropagation());
      return request;
    };
  });
  await page.reload();
  await page.getByRole('link', { name: 'See an example' }).click();
  await expect(page.getByText('This browser does not let us keep anything.')).toBeVisible({
    timeout: 40_000,
  });
  await expect(cardOf(page, 'Coach Benji')).toBeVisible();
});

test('VAU3 a full device: it is said, nothing saved is lost, the newest words can leave, and it goes on by itself', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await bringIn(page, vegaText());
  const field = await openVision(page, plan, 'Marisol Vega');
  await field.fill('Mornings with music.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  const browser = await page.context().newCDPSession(page);
  const { origin } = new URL(page.url());
  // A browser looks at its quota now and then; a page that comes anew makes it look.
  await page.goto('about:blank');
  await browser.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
  await page.goto(`/plan/#p=${plan}`);
  await visionOf(page).click();
  // Until it has noticed, it takes what it is given.
  let words = '';
  let said = 0;
  await expect(async () => {
    words = `Mornings with music and toast, ${++said}. ${'We take our time. '.repeat(1_000)}`;
    await field.fill(words);
    await expect(page.getByText('There is no room left on this device.')).toBeVisible({
      timeout: 1_500,
    });
  }).toPass({ timeout: 40_000 });
  await expect(page.getByText('What was saved before is safe.')).toBeVisible();
  await expect(page.getByText('Not saved yet', { exact: true })).toBeVisible();
  await expect(
    page.getByText('It stands on this page and is not saved yet. It need not be written again.'),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Export', exact: true }).first().click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download the file' }).click(),
  ]);
  const out = JSON.parse(await readFile(await download.path(), 'utf8')) as {
    plan: { vision: string };
  };
  expect(out.plan.vision).toBe(words);

  // What a second tab finds is what was said to be saved.
  const tab = await page.context().newPage();
  await tab.goto(`/plan/#p=${plan}`);
  const last = said === 1 ? 'Mornings with music.' : `Mornings with music and toast, ${said - 1}.`;
  await expect(visionOf(tab)).toContainText(last);
  await tab.close();

  await browser.send('Storage.overrideQuotaForOrigin', { origin });
  await expect(page.getByText('There is no room left on this device.')).toHaveCount(0, {
    timeout: 30_000,
  });
  await goTo(page, 'plan', `p=${plan}`);
  await expect(visionOf(page)).toContainText(`Mornings with music and toast, ${said}.`);
});

for (const how of ['another page deletes it', 'the browser clears it']) {
  test(`VAU3 storage taken away while a plan is open, ${how}: it is said, and all of it leaves as a file and comes in again`, async ({
    app,
  }) => {
    const page = await app.open();
    const plan = await bringIn(page, vegaText());
    const field = await openVision(page, plan, 'Marisol Vega');
    await field.fill('Mornings with music.');
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();

    if (how === 'another page deletes it') {
      const blank = await blankPage(page);
      await blank.evaluate(async () => {
        for (const { name = '' } of await indexedDB.databases())
          await new Promise((resolve, reject) => {
            const request = indexedDB.deleteDatabase(name);
            request.onsuccess = resolve;
            request.onerror = reject;
          });
      });
    } else {
      const browser = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' });
    }
    await field.fill('Mornings with music and toast.');
    const band = page.getByRole('status').filter({
      hasText: 'The browser took its storage away. What you see here is whole. Export it now',
    });
    await expect(band).toBeVisible();
    await expect(page.getByText('Not saved yet', { exact: true })).toBeVisible();
    await band.getByRole('link', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the file' }).click(),
    ]);
    const text = await readFile(await download.path(), 'utf8');
    expect((JSON.parse(text) as { plan: { vision: string } }).plan.vision).toBe(
      'Mornings with music and toast.',
    );

    await page.goto('/');
    await page.goto(`/plan/#p=${plan}`);
    await expect(
      page.getByRole('heading', { name: 'This plan is not on this device' }),
    ).toBeVisible();
    await page.goto('/');
    const again = await bringIn(page, text);
    expect(asSets(await exported(page, again))).toEqual(asSets(JSON.parse(text) as object));
  });
}

for (const store of ['updates', 'segments']) {
  test(`VAU3 one record of ${store} is garbage: the rest is here, it is said, and what cannot be read is kept aside`, async ({
    app,
  }) => {
    const page = await app.open();
    const plan = await bringIn(page, JSON.stringify(withTries(1_500)));
    const whole = await exported(page, plan);
    const blank = await blankPage(page);
    // The app folds what it keeps when it has time; then both stores hold something.
    await expect
      .poll(() => records(blank, `lived-plan:${plan}/team`, 'segments'), { timeout: 20_000 })
      .toBeGreaterThan(0);
    await page.close();
    const database = `lived-plan:${plan}/team`;
    expect(await records(blank, database, store, 'spoil')).toBeGreaterThan(0);

    const again = await blank.context().newPage();
    await again.goto(new URL(`/people/#p=${plan}`, blank.url()).href);
    await expect(again.getByText('A part of what was kept could not be read.')).toBeVisible();
    await expect(
      again.getByText('It was put aside and not deleted. Everything else is here.'),
    ).toBeVisible();
    const rest = await exported(again, plan);
    expect(rest.id).toBe(whole.id);
    expect(rest.safetyPlan).toEqual(whole.safetyPlan);

    // And it can be written on, for good.
    const field = await openVision(again, plan, 'Marisol Vega');
    await field.fill('We go on.');
    await expect(again.getByText('Saved', { exact: true })).toBeVisible();
    await again.reload();
    await expect(visionOf(again)).toContainText('We go on.');
  });
}

test('VAU3 small values that are garbage cost the device nothing of a plan', async ({ app }) => {
  const page = await app.open();
  const plan = await bringIn(page, vegaText());
  const whole = await exported(page, plan);
  const blank = await blankPage(page);
  await page.close();
  await blank.evaluate(async (plan) => {
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open('lived-plan');
      request.onsuccess = () => resolve(request.result);
      request.onerror = reject;
    });
    await new Promise((resolve, reject) => {
      const transaction = db.transaction('values', 'readwrite');
      const values = transaction.objectStore('values');
      for (const key of [
        `windows/${plan}`,
        `faces/${plan}`,
        `drafts/${plan}/try/s1`,
        `drafts/${plan}/adjust/s1`,
        'importing/nothing',
      ])
        values.put(new Uint8Array([1, 2, 3]), key);
      // A tab killed after the last word of a file was in: the plan is whole, only the mark is left.
      values.put(['team', 'household'], `importing/${plan}`);
      transaction.oncomplete = resolve;
      transaction.onerror = reject;
    });
    db.close();
  }, plan);
  const again = await blank.context().newPage();
  await again.goto(new URL(`/today/#p=${plan}`, blank.url()).href);
  await expect(again.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect.poll(async () => (await keptHere(again)).values.join()).not.toContain('importing/');
  await goTo(again, 'try', `p=${plan}&s=s1`);
  await goTo(again, 'adjust', `p=${plan}&s=s1`);
  expect(asSets(await exported(again, plan))).toEqual(asSets(whole));
});
