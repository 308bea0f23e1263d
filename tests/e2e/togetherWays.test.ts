import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import decodeQR from 'qr/decode.js';
import { expect, test } from './app';
import { goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { arrived, bringTogether, inviting, letIn, share, wordsOf } from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

/** No line to the place where devices find each other: each is closed at once. */
const noSignalling = (page: Page): Promise<void> =>
  page.context().routeWebSocket('**/signal', (line) => void line.close());

/** What a camera before the screen would read of the code on it. */
const readCode = async (page: Page): Promise<string> => {
  const code = page.locator('main svg[data-code]');
  await expect(code).toBeVisible();
  const shot = [...(await code.screenshot())];
  // The browser itself is what reads pictures here; nothing of the app takes part.
  const { data, width, height } = await page.evaluate(async (bytes) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)]));
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d');
    pen?.drawImage(picture, 0, 0);
    const image = pen?.getImageData(0, 0, picture.width, picture.height);
    return {
      data: [...(image?.data ?? [])],
      width: picture.width,
      height: picture.height,
    };
  }, shot);
  return decodeQR({ data: Uint8ClampedArray.from(data), width, height });
};

test('PEER6 two devices meet by two codes, read from the screen, where no signalling answers', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const wide = { viewport: { width: 900, height: 900 } };
  const marisol = await app.open('/', wide);
  const teo = await app.open('/', wide);
  for (const page of [marisol, teo]) {
    await noSignalling(page);
    await page.reload();
  }
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await inviting(marisol, plan, { whom: /Teo Vega/, how: 'Two codes, without internet' });
  const offer = await readCode(marisol);

  await teo.goto('/join/#k=codes');
  await teo.getByRole('textbox', { name: 'What shall we call you?' }).fill('Teo');
  await teo.getByRole('textbox', { name: 'Or paste their code here' }).fill(offer);
  await teo.getByRole('button', { name: 'Take it in' }).click();
  await teo.getByText('Hidden', { exact: true }).click();
  await teo.getByRole('button', { name: 'Ask to come in' }).click();
  await expect(teo.getByRole('heading', { name: 'Two codes meet directly' })).toBeVisible();
  await teo.getByRole('button', { name: 'Go on with that device' }).click();
  await expect(teo.getByRole('heading', { name: 'Second code: show this one' })).toBeVisible();
  const answer = await readCode(teo);
  await marisol.getByRole('textbox', { name: 'Or paste their code here' }).fill(answer);
  await marisol.getByRole('button', { name: 'Take it in' }).click();
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
