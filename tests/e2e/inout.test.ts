import { readFileSync, writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { iAm, openVegas } from './vegas';

const vega = JSON.parse(
  readFileSync(new URL('../../src/lib/app/examples/vega.json', import.meta.url), 'utf8'),
) as Record<string, unknown> & { id: string; tries: { on: string; id: string }[] };

const choose = (page: Page, text: string, name = 'vega.json') =>
  page
    .locator('input[type="file"]')
    .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });

const save = async (page: Page, button: string | RegExp): Promise<string> => {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  return readFileSync(await (await coming).path(), 'utf8');
};

const byId = (list: unknown): Map<string, unknown> =>
  new Map((list as { id: string }[]).map((record) => [record.id, record]));

test('a plan that was exported comes in again as the same plan', async ({ app }) => {
  const page = await app.open('/import/');
  await choose(page, JSON.stringify(vega));
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.waitForURL(/today/);
  const p = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
  await page.goto(`/export/#p=${p}`);
  const out = JSON.parse(await save(page, 'Download the file')) as typeof vega;
  expect(out.id).toBe(vega.id);
  for (const list of ['people', 'needs', 'strengths', 'ties', 'tries', 'stepVersions', 'meetings'])
    expect(byId(out[list])).toEqual(byId(vega[list]));

  await page.goto('/import/');
  await choose(page, JSON.stringify(out));
  await expect(page.getByText('This plan is already on this device')).toBeVisible();
  await page.getByRole('button', { name: 'Keep both' }).click();
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.waitForURL(/today/);
  expect(page.url()).not.toContain(p);
});

const broken: readonly [string, () => string, RegExp, string | undefined][] = [
  ['cut in half', () => JSON.stringify(vega).slice(0, 20_000), /ends too early/, undefined],
  [
    'of the wrong kind',
    () => JSON.stringify({ ...vega, kind: 'coachingLoop' }),
    /coaching loop/,
    undefined,
  ],
  ['no plan at all', () => '{"hello":"world"}', /does not say that it is a Lived Plan/, undefined],
  [
    'with a day of 0000-00-00',
    () =>
      JSON.stringify({
        ...vega,
        tries: vega.tries.map((one, place) => (place === 3 ? { ...one, on: '0000-00-00' } : one)),
      }),
    /not a day the calendar has/,
    'tries[3].on',
  ],
  [
    'with an id that stands twice',
    () => JSON.stringify({ ...vega, tries: [...vega.tries, vega.tries[0]] }),
    /stands there twice/,
    `tries[${vega.tries.length}].id`,
  ],
];

for (const [what, text, words, path] of broken) {
  test(`a file ${what} is refused in kind words, and nothing is here that was not before`, async ({
    app,
  }) => {
    const page = await app.open('/import/');
    await choose(page, text());
    await expect(page.getByText('This file does not fit, so nothing was changed')).toBeVisible();
    await expect(page.getByText(words)).toBeVisible();
    if (path) await expect(page.getByText(path, { exact: true })).toBeVisible();
    await page.goto('/');
    await expect(page.getByRole('link', { name: 'Start a family plan' })).toBeVisible();
    await expect(page.getByText('Our plans on this device')).toBeHidden();
  });
}

test('a key that could do harm is left out, and said', async ({ app }) => {
  const page = await app.open('/import/');
  await choose(page, JSON.stringify(vega).replace('{', '{"__proto__":{"polluted":true},'));
  await expect(page.getByText(/Left out, because it could do harm/)).toBeVisible();
});

test('a large file shows how far it is, and Stop leaves nothing behind', async ({ app }) => {
  const page = await app.open('/import/');
  const tries = Array.from({ length: 60_000 }, (_, n) => ({
    ...vega.tries[0],
    id: `t${n}`,
    words: 'Some words about that morning, as long as people write them.',
  }));
  const path = test.info().outputPath('large.json');
  writeFileSync(
    path,
    JSON.stringify({ ...vega, tries, reflections: [], adjustments: [], keepsakeEntries: [] }),
  );
  await page.locator('input[type="file"]').setInputFiles(path);
  await expect(page.getByRole('progressbar')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. Nothing was changed.')).toBeVisible();
  await page.goto('/');
  await expect(page.getByText('Our plans on this device')).toBeHidden();
});

test('the figures of a day are those of the format, beside their words', async ({ app }) => {
  const page = await app.open('/import/');
  await choose(page, JSON.stringify(vega));
  await page.getByRole('link', { name: 'Open it' }).click();
  await page.waitForURL(/today/);
  const p = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
  await page.goto(`/figures/#p=${p}&d=2026-03-23`);
  await expect(page.getByText('4 steps to look at together')).toBeVisible();
  await expect(page.getByText('4 of 5')).toBeVisible();
  const out = JSON.parse(await save(page, 'Download the figures')) as Record<string, unknown>;
  expect(out.gap).toEqual({ off: 4, trying: 5, share: 0.8 });
  expect(out.mend).toEqual({ times: 0, medianDays: null, open: 4 });
});

test('Copy for the record says that it is copied; where it may not, the text can be taken by hand', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/export/#p=${p}`);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy for the record' }).click();
  await expect(page.getByText('Copied. It can be pasted now.').first()).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    'NEED: To start the day without a fight',
  );

  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'));
  });
  await page.getByRole('button', { name: 'Copy for the record' }).click();
  const text = page.getByRole('textbox', { name: 'The text' });
  await expect(text).toBeFocused();
  await expect(text).toHaveValue(/NEED: To start the day/);
});

test('the tries go along as a table that a spreadsheet reads', async ({ app }) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/export/#p=${p}`);
  await page.getByRole('button', { name: 'Say who is talking' }).click();
  await iAm(page, 'Teo Vega');
  const csv = await save(page, 'Download the table');
  const lines = csv.trim().split('\r\n');
  expect(lines).toHaveLength(89);
  expect(lines[0]).toContain('Outcome in words');
});
