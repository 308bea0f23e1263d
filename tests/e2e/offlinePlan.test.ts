import { expect, test } from './app';
import { vegaText } from './support/files';
import { firstVisitIsOver } from './support/firstVisit';
import { bringIn, exported, goTo, planId } from './support/plans';
import { serveApart } from './support/served';
import { addWords, answer, openVision, visionOf } from './support/telling';
import { cardOf, openVegas } from './vegas';

const places = [
  'today',
  'plan',
  'people',
  'story',
  'safety',
  'settings',
  'print',
  'paper',
  'figures',
  'export',
  'import',
  'start',
];
const placesOfStep = ['step', 'try', 'adjust'];

test('after one visit the whole plan works without a network: every place, a new tab, a try, a change, and reopening', async ({
  app,
}) => {
  const { origin, stop } = await serveApart();
  const page = await app.open(origin);
  await firstVisitIsOver(page);
  const plan = await openVegas(page);
  await stop();

  for (const place of [...places, ...placesOfStep]) {
    const tab = await page.context().newPage();
    const step = placesOfStep.includes(place) ? '&s=s4' : '';
    await tab.goto(`${origin}/${place}/#p=${plan}${step}`);
    await expect(tab.getByRole('heading', { level: 1 }), place).toBeVisible();
    await expect(tab.locator('main'), place).not.toContainText('Something went wrong');
    await tab.close();
  }

  await page.reload();
  await answer(page, plan, 's4', 'It worked', 'Teo');
  await addWords(page, 'No bars on the phone, and it worked.');
  await page.getByRole('button', { name: 'Done' }).click();
  const field = await openVision(page, plan);
  await field.fill('Without a network too.');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const context = page.context();
  await page.close();

  const again = await context.newPage();
  // With one plan on the device, Home leads there.
  await again.goto(origin);
  await expect(cardOf(again, 'Coach Benji')).toContainText('Today, Teo: It worked');
  expect(planId(again)).toBe(plan);
  await goTo(again, 'plan', `p=${plan}`);
  await expect(visionOf(again)).toContainText('Without a network too.');
  const file = await exported(again, plan);
  expect(JSON.stringify(file)).toContain('No bars on the phone, and it worked.');
});

test('shortcuts of the installed app lead to the plan opened last, without a network too', async ({
  app,
}) => {
  const { origin, stop } = await serveApart();
  const page = await app.open(origin);
  const manifest = (await (await page.request.get(`${origin}/manifest.webmanifest`)).json()) as {
    shortcuts: { url: string; name: string }[];
  };
  expect(manifest.shortcuts.map(({ url }) => url)).toEqual(['/today/', '/try/']);
  await firstVisitIsOver(page);
  const first = await bringIn(page, vegaText());
  const second = await bringIn(
    page,
    vegaText((file) => Object.assign(file, { id: 'another' })),
  );
  expect(second).not.toBe(first);
  await stop();
  for (const { url } of manifest.shortcuts) {
    const tab = await page.context().newPage();
    await tab.goto(origin + url);
    await expect.poll(() => tab.url()).toContain(`#p=${second}`);
    await expect(tab.getByRole('heading', { level: 1 })).toBeVisible();
    await tab.close();
  }
  await goTo(page, 'today', `p=${first}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  const tab = await page.context().newPage();
  await tab.goto(`${origin}/try/`);
  await expect.poll(() => tab.url()).toContain(`#p=${first}`);
  // Without a step it asks which one, and every step can be told from there.
  await expect(tab.getByText('Which step is it about?')).toBeVisible();
  await tab.getByRole('link', { name: 'Teo sends the first voice note' }).click();
  await expect(tab.getByRole('button', { name: 'It worked', exact: true })).toBeVisible();
});

test('SEC1 no id of a plan, a step or a person ever reaches the server', async ({ app }) => {
  const { origin, asked, stop } = await serveApart();
  const page = await app.open(origin);
  await firstVisitIsOver(page);
  const plan = await openVegas(page);
  for (const place of places) await goTo(page, place, `p=${plan}`);
  for (const place of placesOfStep) await goTo(page, place, `p=${plan}&s=s4`);
  await answer(page, plan, 's4', 'It worked', 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  await goTo(page, 'story', `p=${plan}`);
  const days = new URL(page.url());
  days.hash = `p=${plan}&d=2026-06-01`;
  await page.goto(days.href);
  await page.reload();
  // A link as somebody might send it, opened where the app never was.
  const stranger = await app.open(`${origin}/today/#p=${plan}&s=s4`);
  await expect(stranger.getByRole('heading', { level: 1 })).toBeVisible();
  await firstVisitIsOver(stranger);
  await stop();
  expect(asked.length).toBeGreaterThan(20);
  for (const address of asked) {
    expect(address).not.toContain(plan);
    expect(address).not.toMatch(/[#?&][psvtndu]=/);
  }
});
