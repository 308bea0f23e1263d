import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { corners, device, stands, titleOf } from './support/corners';
import { openVegas } from './vegas';

/** Every place, with what its address names beside the plan; s2 has a proposal, s1 is part of life, n-rest has one step. */
const places = [
  'today/',
  'plan/',
  'people/',
  'story/',
  'step/&s=s1',
  'step/&s=s2',
  'try/&s=s4',
  'adjust/&s=s4',
  'adjust/&s=s4&k=smaller',
  'safety/',
  'settings/',
  'print/',
  'paper/',
  'import/',
  'export/',
  'figures/',
  'together/',
  'invite/',
  'join/',
  'trust/',
  'today/&d=2000-01-01',
];

for (const corner of corners) {
  const { text } = corner;
  const title = titleOf(corner);

  test(`UI3 every place of the Vegas’ plan can be read by everybody: ${title}`, async ({ app }) => {
    test.setTimeout(240_000);
    const page = await app.open('/', device(corner));
    await stands(page, text, 'Home');
    const plan = await openVegas(page);
    for (const place of places) {
      await page.goto(`/${place.replace('/', `/#p=${plan}`)}`);
      await stands(page, text, place);
    }
  });

  test(`UI3 every place of a plan just begun can be read by everybody: ${title}`, async ({
    app,
  }) => {
    test.setTimeout(240_000);
    const page = await app.open('/start/', device(corner));
    await stands(page, text, 'Start');
    const plan = await begin(page);
    for (const place of [
      'today',
      'plan',
      'people',
      'story',
      'safety',
      'print',
      'paper',
      'export',
      'together',
      'invite',
    ]) {
      await page.goto(`/${place}/#p=${plan}`);
      await stands(page, text, `${place}, empty`);
    }
  });
}

/** Begins a plan with a name and nothing else. */
async function begin(page: Page): Promise<string> {
  await page.getByRole('textbox').first().fill('Marisol');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#.*p=/);
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
}
