import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { expect, test } from './app';
import { goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import {
  arrived,
  bringTogether,
  goOnInviting,
  inviting,
  letIn,
  share,
  wordsOf,
} from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

/** Without a line to the place where devices find each other: each is closed at once. */
const noSignalling = async (page: Page): Promise<Page> => {
  await page.context().routeWebSocket('**/signal', (line) => void line.close());
  await page.reload();
  return page;
};

/** What a camera before the screen would read of the code on it. */
const readCode = async (page: Page): Promise<string> => {
  const code = page.locator('main svg[data-code]');
  await expect(code).toBeVisible();
  const shot = (await code.screenshot()).toString('base64');
  // The browser itself is what reads pictures here; nothing of the app takes part.
  const { pixels, width, height } = await page.evaluate(async (png) => {
    const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
    const picture = await createImageBitmap(new Blob([bytes]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d');
    pen?.drawImage(picture, 0, 0);
    const image = pen?.getImageData(0, 0, picture.width, picture.height);
    const letters = Array.from(image?.data ?? [], (value) => String.fromCharCode(value));
    return { pixels: letters.join(''), width: picture.width, height: picture.height };
  }, shot);
  const data = Uint8ClampedArray.from(Buffer.from(pixels, 'latin1'));
  return decodeQR({ data, width, height });
};

const wide = { viewport: { width: 900, height: 900 } };

const takeIn = async (page: Page, code: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Or paste their code here' }).fill(code);
  await page.getByRole('button', { name: 'Take it in' }).click();
};

/** Asks to come in to who shows this first code. */
const askByCode = async (
  page: Page,
  name: string,
  meets: 'Directly' | 'Hidden',
  offer: string,
): Promise<void> => {
  await page.goto('/join/#k=codes');
  await page.getByRole('textbox', { name: 'What shall we call you?' }).fill(name);
  await takeIn(page, offer);
  await page.getByText(meets, { exact: true }).click();
  await page.getByRole('button', { name: 'Ask to come in' }).click();
};

const secondCode = async (page: Page): Promise<string> => {
  await expect(page.getByRole('heading', { name: 'Second code: show this one' })).toBeVisible();
  return readCode(page);
};

test('PEER6 two devices meet by two codes, read from the screen, where no signalling answers', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const marisol = await noSignalling(await app.open('/', wide));
  const teo = await noSignalling(await app.open('/', wide));
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await inviting(marisol, plan, { whom: /Teo Vega/, how: 'Two codes, without internet' });
  await askByCode(teo, 'Teo', 'Hidden', await readCode(marisol));
  await expect(
    teo.getByRole('heading', { name: 'With two codes, devices meet directly' }),
  ).toBeVisible();
  await teo.getByRole('button', { name: 'Go on with that device' }).click();
  await takeIn(marisol, await secondCode(teo));
  const scanned = performance.now();
  const words = await wordsOf(teo);
  console.log(`second code to words: ${Math.round(performance.now() - scanned)} ms`);
  await letIn(marisol, words);
  const began = performance.now();
  await arrived(teo, plan);
  console.log(`by codes, let in to plan: ${Math.round(performance.now() - began)} ms`);
  // PEER5: towards all others it is what was chosen.
  await goTo(teo, 'together', `p=${plan}`);
  await expect(teo.getByText(/^This device is hidden and meets/)).toBeVisible();
});

test('PEER6 a third comes in by codes through the second, and all read each other where no signalling answers', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const [marisol, teo, luz] = await Promise.all(
    ['/', '/', '/'].map(async (at) => noSignalling(await app.open(at, wide))),
  );
  if (!marisol || !teo || !luz) throw new Error('three pages');
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  const letInByCodes = async (inside: Page, newcomer: Page, name: string): Promise<void> => {
    await askByCode(newcomer, name, 'Directly', await readCode(inside));
    await takeIn(inside, await secondCode(newcomer));
    await letIn(inside, await wordsOf(newcomer));
    await arrived(newcomer, plan);
  };
  await inviting(marisol, plan, { whom: /Teo Vega/, how: 'Two codes, without internet' });
  await letInByCodes(marisol, teo, 'Teo');

  // What two codes connected would not find each other again: from here on nobody leaves the page.
  await marisol.getByRole('link', { name: 'Plan', exact: true }).first().click();
  await teo.getByRole('link', { name: 'People', exact: true }).first().click();
  await teo.getByRole('link', { name: 'Devices and who can see what' }).click();
  await teo.getByRole('link', { name: 'Invite someone' }).click();
  await goOnInviting(teo, { whom: /Luz Vega/, how: 'Two codes, without internet' });
  await letInByCodes(teo, luz, 'Luz');
  await luz.getByRole('link', { name: 'Plan', exact: true }).first().click();
  await visionOf(luz).click();
  const field = luz.getByRole('textbox', { name: 'Where we want to be' });
  await field.fill('A table for all of us.');
  await expect(visionOf(marisol)).toContainText('A table for all of us.');
});

test('PEER7 for those who never meet: what is new goes out as a file and comes in from it', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const marisol = await app.open();
  const renee = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });
  for (const page of [marisol, renee]) {
    await noSignalling(page);
    await page.goto('/');
  }
  const field = await openVision(marisol, plan, 'Marisol Vega');
  await field.fill('Carried in a Velvetenvelope.');
  await expect(marisol.getByText('Saved', { exact: true })).toBeVisible();
  await goTo(marisol, 'together', `p=${plan}`);
  const [download] = await Promise.all([
    marisol.waitForEvent('download'),
    marisol.getByRole('button', { name: 'Send what’s new as a file' }).click(),
  ]);
  const bytes = readFileSync(await download.path());
  for (const word of ['Velvetenvelope', 'Marisol', 'Vega', 'Renee']) {
    expect(bytes.includes(word)).toBe(false);
    expect(Buffer.from(bytes.toString(), 'base64').includes(word)).toBe(false);
  }

  await goTo(renee, 'together', `p=${plan}`);
  const take = async (buffer: Buffer): Promise<void> => {
    const [chooser] = await Promise.all([
      renee.waitForEvent('filechooser'),
      renee.getByRole('button', { name: 'Take in a file' }).click(),
    ]);
    await chooser.setFiles({ name: download.suggestedFilename(), mimeType: 'text/plain', buffer });
  };
  const main = renee.locator('main');
  await take(Buffer.from('Something else.'));
  await expect(
    main.getByText('This is not a file from this app. Nothing has changed.'),
  ).toBeVisible();
  await take(bytes);
  await expect(main.getByText(/new changes? came in\.$/)).toBeVisible();
  await take(bytes);
  await expect(main.getByText('All of it was here already.')).toBeVisible();
  await goTo(renee, 'plan', `p=${plan}`);
  await expect(visionOf(renee)).toContainText('Velvetenvelope');
});
