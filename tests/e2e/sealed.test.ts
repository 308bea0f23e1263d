import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { keptValue } from '../bench/keptValue.js';
import { LAUNCH } from '../config/chromium.js';
import { expect, test } from './app';
import { blankPage } from './support/blank';
import { setClock } from './support/day';
import { exported, goTo, planId } from './support/plans';
import { addWords, answer, openVision } from './support/telling';
import { openVegas } from './vegas';

/** Words that stand nowhere but in these plans: each is written in another place. */
const planted = {
  name: 'Quillwhistle',
  vision: 'Marmaladebreeze',
  strength: 'Thimblecomet',
  need: 'Plumfeather',
  action: 'Doorbellwaltz',
  cue: 'Kettlethunder',
  helper: 'Bramblefoot',
  newVision: 'Saffroncanoe',
  try: 'Velvetraindrop',
  draft: 'Pebbleorchard',
  device: 'Mossylantern',
};
/** Kept by the test itself, unsealed: what the search has to find. */
const control = 'Copperdandelion';

const begin = async (profile: string, baseURL: string): Promise<BrowserContext> => {
  const context = await chromium.launchPersistentContext(profile, {
    ...LAUNCH,
    baseURL,
    locale: 'en-US',
    viewport: { width: 360, height: 740 },
  });
  await setClock(context);
  return context;
};

/** A plan begun by hand, with a word of its own in every place that is asked for. */
const writePlan = async (page: Page): Promise<string> => {
  const next = () => page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('link', { name: 'Start a family plan' }).click();
  await page.getByLabel('What should we call you?').fill(planted.name);
  await page.getByRole('button', { name: 'Begin' }).click();
  for (const [label, word] of [
    ['A good day', planted.vision],
    ['One strength', planted.strength],
    ['One need', planted.need],
    ['The step', planted.action],
    ['The moment', planted.cue],
    ['Another name', planted.helper],
  ] as const) {
    await page.getByLabel(label).fill(word);
    await next();
  }
  await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.getByRole('article')).toContainText(planted.action);
  return planId(page);
};

/** A new vision, a word on a try that is done, one on a try that is not, and a name for the device. */
const live = async (page: Page, plan: string): Promise<void> => {
  const field = await openVision(page, plan);
  await field.fill(planted.newVision);
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  const { steps } = (await exported(page, plan)) as { steps: { id: string }[] };
  const step = steps[0]?.id ?? '';
  await answer(page, plan, step, 'It worked');
  await addWords(page, planted.try);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page).toHaveURL(/\/today\//);
  await answer(page, plan, step, 'Some of it worked');
  await addWords(page, planted.draft);
  await goTo(page, 'settings', `p=${plan}`);
  await page.getByLabel('What we call this device').fill(planted.device);
  // Today is kept as it looks, once there is time for it.
  await goTo(page, 'today', `p=${plan}`);
  await expect
    .poll(async () => JSON.stringify(await page.evaluate(keptValue, `windows/${plan}`)))
    .toMatch(new RegExp(`"html":".*${planted.action}`));
};

/** Which of these words stand in some bytes, however they are written there. */
const standing = (bytes: Buffer, words: readonly string[]): string[] =>
  words.filter((word) => bytes.includes(word) || bytes.includes(Buffer.from(word, 'utf16le')));

/** Each file under a folder that has one of these words, with them. */
const search = async (folder: string, words: readonly string[]): Promise<string[]> => {
  const found: string[] = [];
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const there = standing(await readFile(path), words);
    if (there.length > 0) found.push(`${path.slice(folder.length)}: ${there.join(' ')}`);
  }
  return found;
};

/** All that is kept for the app, value by value: on the disk it may be packed, and a search would not see it. */
const everythingKept = async (page: Page): Promise<Buffer> =>
  Buffer.from(
    await page.evaluate(async () => {
      const text: string[] = [JSON.stringify({ ...localStorage, ...sessionStorage })];
      const add = (value: unknown): void => {
        if (value instanceof ArrayBuffer) add(new Uint8Array(value));
        else if (value instanceof Uint8Array)
          text.push(new TextDecoder().decode(value), new TextDecoder('utf-16le').decode(value));
        else if (typeof value === 'object' && value !== null)
          [...Object.keys(value), ...Object.values(value)].forEach(add);
        else text.push(String(value));
      };
      for (const { name = '' } of await indexedDB.databases()) {
        const db = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = reject;
        });
        add(name);
        for (const store of db.objectStoreNames) {
          const kept = db.transaction(store).objectStore(store);
          const asked = [kept.getAllKeys(), kept.getAll()];
          for (const one of asked)
            add(
              await new Promise((resolve, reject) => {
                one.onsuccess = () => resolve(one.result);
                one.onerror = reject;
              }),
            );
        }
        db.close();
      }
      return text.join('\n');
    }),
  );

test('VAU1 SEC2 the whole profile of the browser is searched: no word of a plan lies in it', async ({
  baseURL,
}) => {
  test.setTimeout(180_000);
  const profile = await mkdtemp(join(tmpdir(), 'lived-plan-sealed-'));
  const words = Object.values(planted);
  let context = await begin(profile, baseURL ?? '');
  let page = await context.newPage();
  await page.goto('/');
  const plan = await writePlan(page);
  await live(page, plan);
  await page.goto('/');
  const kept = await everythingKept(await blankPage(page));
  expect(standing(kept, [...words, 'Velvet', 'Marmalade'])).toEqual([]);
  expect(kept.toString()).toContain(`windows/${plan}`);
  await page.evaluate((word) => localStorage.setItem('control', word), control);
  await context.close();

  expect(await search(profile, words)).toEqual([]);
  expect(await search(profile, [control])).not.toEqual([]);

  // It was there, all of it, and is again.
  context = await begin(profile, baseURL ?? '');
  page = await context.newPage();
  await page.goto('/');
  const text = JSON.stringify(await exported(page, plan));
  // One was written over, one is no part of the plan, and one may still be a draft.
  const others = [planted.vision, planted.device, planted.draft];
  for (const word of words.filter((one) => !others.includes(one))) expect(text).toContain(word);
  await goTo(page, 'settings', `p=${plan}`);
  await expect(page.getByLabel('What we call this device')).toHaveValue(planted.device);
  await context.close();
  await rm(profile, { recursive: true, force: true });
});

test('VAU1 no word of the example lies in what is kept, and the settings say nothing of a browser that cannot seal', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await answer(page, plan, 's4', 'It worked', 'Teo');
  const kept = await everythingKept(await blankPage(page));
  const names = ['Marisol', 'Teo', 'Renee', 'Abuela', 'dishes'];
  expect(JSON.stringify(await exported(page, plan))).toContain('Marisol');
  expect(standing(kept, names)).toEqual([]);
  await goTo(page, 'settings', `p=${plan}`);
  await expect(page.getByText(/cannot seal what it keeps/)).toHaveCount(0);
});

test('VAU1 where the browser has no cryptography the plan is kept all the same, and the settings say that it is not sealed', async ({
  app,
}) => {
  const page = await app.open('/icons/icon.svg');
  await page.context().addInitScript(() => {
    Object.defineProperty(crypto, 'subtle', { value: undefined });
  });
  await page.goto('/');
  const plan = await openVegas(page);
  await answer(page, plan, 's4', 'It worked', 'Teo');
  await page.reload();
  await goTo(page, 'today', `p=${plan}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  expect(standing(await everythingKept(await blankPage(page)), ['Marisol'])).toEqual(['Marisol']);
  await goTo(page, 'settings', `p=${plan}`);
  await expect(page.getByText(/cannot seal what it keeps/)).toBeVisible();
});
