import { readFileSync } from 'node:fs';
import type { PlanFile } from '../../src/lib/domain/plan/schema';
import { expect, test } from './app';
import { asSets, vega, vegaText, withTries } from './support/files';
import { keptHere, noPlan } from './support/kept';
import { bringIn, chooseFile, downloaded, exported, goTo } from './support/plans';

const long = process.env.LONG === '1';
const nothingChanged = 'This file does not fit, so nothing was changed';

const coachingLoop = JSON.stringify({
  format: 'lived-plan',
  version: 1,
  kind: 'coachingLoop',
  id: 'bridgewell',
  timeZone: 'America/Denver',
  people: [],
});

/** Files that do not fit: what the app says, and the path of what is wrong. */
const refusals: readonly {
  readonly what: string;
  readonly text: string;
  readonly says: string;
  readonly where?: string;
}[] = [
  {
    what: 'is cut in half',
    text: vegaText().slice(0, vegaText().length / 2),
    says: 'The file ends too early, or it is another kind of file.',
  },
  {
    what: 'is a letter and no plan',
    text: 'Dear Marisol, thank you for the soup.',
    says: 'The file ends too early, or it is another kind of file.',
  },
  { what: 'is empty', text: '', says: 'The file ends too early, or it is another kind of file.' },
  {
    what: 'is JSON of another app',
    text: JSON.stringify({ type: 'FeatureCollection', features: [] }),
    says: 'This file does not say that it is a Lived Plan.',
  },
  { what: 'is a list', text: '[]', says: 'This is not a plan of ours.' },
  {
    what: 'is a coaching loop',
    text: coachingLoop,
    says: 'This is a coaching loop of an agency. This app opens family plans.',
  },
  {
    what: 'comes from a newer app',
    text: JSON.stringify({ ...vega(), version: 2 }),
    says: 'This file comes from a newer app. Update this app, then try again.',
  },
  {
    what: 'has a try on 0000-00-00',
    text: vegaText(({ tries }) => Object.assign(tries[3] ?? {}, { on: '0000-00-00' })),
    says: '“0000-00-00” is not a day the calendar has.',
    where: 'tries[3].on',
  },
  {
    what: 'has a meeting on February 30',
    text: vegaText(({ meetings }) => Object.assign(meetings?.[1] ?? {}, { on: '2026-02-30' })),
    says: '“2026-02-30” is not a day the calendar has.',
    where: 'meetings[1].on',
  },
  {
    what: 'has one id twice',
    text: vegaText(({ tries }) => tries.push({ ...(tries[0] as PlanFile['tries'][number]) })),
    says: '“t-s1v1-2” stands there twice, and only one can be meant.',
    where: 'tries[89].id',
  },
  {
    what: 'names a step version that is not there',
    text: vegaText(({ tries }) => Object.assign(tries[5] ?? {}, { versionId: 's9v9' })),
    says: 'It names “s9v9”, and the file has nothing of that name.',
    where: 'tries[5].versionId',
  },
  {
    what: 'has a number for a name',
    text: vegaText(({ people }) => Object.assign(people[2] ?? {}, { name: 7 })),
    says: 'There should be words.',
    where: 'people[2].name',
  },
  {
    what: 'leaves all tries away',
    text: vegaText((file) => Object.assign(file, { tries: undefined })),
    says: 'Something that must be there is not.',
    where: 'tries',
  },
  {
    what: 'is nested ten thousand deep',
    text: `${vegaText().slice(0, -1)},"deep":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
    says: 'It is nested deeper than any plan is.',
  },
];

test('files that do not fit are refused with what is wrong and where, and nothing changes', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await bringIn(page, vegaText());
  const before = await exported(page, plan);
  await page.goto('/import/');
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  const kept = await keptHere(page);
  for (const { what, text, says, where } of refusals)
    await test.step(`a file that ${what}`, async () => {
      await chooseFile(page, text);
      const said = page.getByRole('status').filter({ hasText: nothingChanged });
      await expect(said).toContainText(says);
      if (where !== undefined) await expect(said.locator('code')).toHaveText(where);
      await expect.poll(() => keptHere(page)).toEqual(kept);
    });
  expect(await exported(page, plan)).toEqual(before);
});

test('a key that could do harm is left out and said, and the rest comes in', async ({ app }) => {
  const page = await app.open('/import/');
  const text = vegaText().replace(
    '"id":"g1",',
    '"id":"g1","__proto__":{"household":true},"deeper":{"__proto__":[1],"kept":"yes"},',
  );
  await chooseFile(page, text);
  const said = page.getByRole('status').filter({ hasText: 'The plan is here. Left out' });
  await expect(said).toContainText('Left out, because it could do harm');
  for (const path of ['strengths[0].__proto__', 'strengths[0].deeper.__proto__'])
    await expect(said).toContainText(path);
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  const plan = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
  const wanted = vega();
  Object.assign(wanted.strengths?.[0] ?? {}, { deeper: { kept: 'yes' } });
  expect(asSets(await exported(page, plan))).toEqual(asSets(wanted));
  expect(await page.evaluate(() => 'household' in {})).toBe(false);
});

test('what comes in goes out equal, unknown fields and codes included, and comes in again as known', async ({
  app,
}) => {
  const page = await app.open();
  const file = vega();
  Object.assign(file, { fromTheFuture: { a: [1, 2, { b: null }] } });
  Object.assign(file.tries[0] ?? {}, { mood: '🙂', outcome: 'anotherOutcome' });
  Object.assign(file.people[0] ?? {}, { pronouns: 'ella' });
  const plan = await bringIn(page, JSON.stringify(file));
  const out = await exported(page, plan);
  expect(asSets(out)).toEqual(asSets(file));

  await page.goto('/import/');
  await chooseFile(page, JSON.stringify(out));
  await expect(
    page.getByRole('heading', { name: 'This plan is already on this device' }),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Open it' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(new RegExp(`#p=${plan}`));

  await page.goto('/import/');
  await chooseFile(page, JSON.stringify(out));
  await page.getByRole('button', { name: 'Keep both' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page).toHaveURL(new RegExp(`#p=(?!${plan})\\w`));
  const second = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
  expect(asSets(await exported(page, second))).toEqual(asSets(file));
});

test('FIT GAP MEND the figures that leave are the ones expected for the Vegas, on all six days', async ({
  app,
}) => {
  const expected = (
    JSON.parse(
      readFileSync(new URL('../fixtures/expected.json', import.meta.url), 'utf8'),
    ) as Record<string, Record<string, Record<string, unknown>>>
  ).vega;
  const days = Object.entries(expected ?? {});
  expect(days).toHaveLength(6);
  const page = await app.open();
  const plan = await bringIn(page, vegaText());
  for (const [day, figures] of days)
    await test.step(day, async () => {
      await goTo(page, 'figures', `p=${plan}&d=${day}`);
      const out = JSON.parse(await downloaded(page, 'Download the figures')) as object;
      const { fit, steps, gap, mend } = figures;
      expect(out).toEqual({ fit, steps, gap, mend });
    });
});

test('names from right to left, emoji, and words of a megabyte come in, are shown, and leave equal', async ({
  app,
}) => {
  const page = await app.open();
  const file = vega();
  const names = ['مريم الحسيني', 'נועה בן־דוד', '👩‍👧‍👦 Tía Luz 🌶️', 'Zoë \u202Eolleh\u202C'];
  for (const [place, name] of names.entries()) Object.assign(file.people[place] ?? {}, { name });
  const megabyte = 'Every morning we begin again, and nobody keeps count. 🌅 '.repeat(18_000);
  expect(Buffer.byteLength(megabyte)).toBeGreaterThan(1_000_000);
  Object.assign(file.plan ?? {}, { culture: megabyte });
  Object.assign(file.tries[0] ?? {}, { words: `مساء الخير ${'ا'.repeat(1000)}` });
  const plan = await bringIn(page, JSON.stringify(file));

  await goTo(page, 'people', `p=${plan}`);
  for (const name of names) await expect(page.getByText(name).first()).toBeVisible();
  await goTo(page, 'plan', `p=${plan}`);
  await expect(page.getByText('Every morning we begin again').first()).toBeVisible();
  expect(asSets(await exported(page, plan))).toEqual(asSets(file));
});

const many = long ? 100_000 : 10_000;

test(`${many} tries: how far it is is shown, Stop leaves nothing behind, and all of them come in`, async ({
  app,
}) => {
  test.slow();
  const file = withTries(many);
  const text = JSON.stringify(file);
  const page = await app.open('/import/');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();

  await chooseFile(page, text, 'five years.json');
  const bar = page.getByRole('progressbar', { name: 'Bringing in “five years.json”' });
  await expect(bar).toBeVisible();
  await expect
    .poll(() => bar.evaluate((node: HTMLProgressElement) => node.value), { intervals: [10] })
    .toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. Nothing was changed.').first()).toBeVisible();
  await expect.poll(() => keptHere(page)).toEqual(noPlan);

  await chooseFile(page, text);
  await expect(page.getByText('The plan is here.').first()).toBeVisible({
    timeout: long ? 280_000 : 60_000,
  });
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  const plan = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
  expect(asSets(await exported(page, plan))).toEqual(asSets(file));
});

test('Stop at once, before the file was even read, stops it', async ({ app }) => {
  const page = await app.open('/import/');
  await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
  // The tap comes in the same breath as the file.
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const stop = [...document.querySelectorAll('button')].find(
        ({ textContent }) => textContent.trim() === 'Stop',
      );
      if (!stop) return;
      observer.disconnect();
      stop.click();
    }).observe(document.body, { subtree: true, childList: true });
  });
  await chooseFile(page, JSON.stringify(withTries(2000)));
  await expect(page.getByText('Stopped. Nothing was changed.').first()).toBeVisible();
  await expect.poll(() => keptHere(page)).toEqual(noPlan);
  await page.goto('/');
  await expect(page.getByRole('link', { name: 'See an example' })).toBeVisible();
});

for (const percent of [2, 55, 80])
  test(`a tab closed when ${percent} % of a file is in leaves no half plan`, async ({ app }) => {
    const page = await app.open('/import/');
    await expect(page.getByRole('button', { name: 'Choose a file' })).toBeVisible();
    await chooseFile(page, JSON.stringify(withTries(8000)));
    const bar = page.getByRole('progressbar');
    await expect
      .poll(() => bar.evaluate((node: HTMLProgressElement) => node.value), { intervals: [5] })
      .toBeGreaterThanOrEqual(percent / 100);
    await page.close();

    const again = await page.context().newPage();
    await again.goto('/');
    const marks = async (mark: string): Promise<string[]> =>
      (await keptHere(again)).values.filter((key) => key.startsWith(mark));
    await expect.poll(() => marks('importing/')).toEqual([]);
    const [whole] = await marks('plans/');
    // On a busy machine the last of it may be in before the tab is closed: then all of it is.
    if (whole) {
      const { tries } = await exported(again, whole.slice('plans/'.length));
      expect(tries).toHaveLength(withTries(8000).tries.length);
    } else {
      await expect(again.getByRole('link', { name: 'See an example' })).toBeVisible();
      await expect.poll(() => keptHere(again)).toEqual(noPlan);
    }
  });
