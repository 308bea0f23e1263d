import { randomBytes } from 'node:crypto';
import { expect, test } from './app';
import { laterOn } from './support/day';
import { fillUp } from './support/fullStorage';
import { vegaText } from './support/files';
import { bringIn, goTo } from './support/plans';
import { answer } from './support/telling';
import { arrived, ask, invite, inviting, letIn, share, wordsOf } from './support/together';
import { cardOf, iAm, openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });
/** The Vegas, with more words than fit into a corner of a full device. */
const longWinded = (): string => {
  const file = JSON.parse(vegaText()) as { plan: { vision: string } };
  file.plan.vision = randomBytes(400_000).toString('hex');
  return JSON.stringify(file);
};

const full = 'There is no room left on this device.';

test('VAU3 a device that is full while the plan comes in: it says what to do, goes on once there is room, and the others see nothing of it', async ({
  app,
}) => {
  test.setTimeout(300_000);
  const marisol = await app.open();
  const teo = await app.open();
  const plan = await bringIn(marisol, longWinded());
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: /Teo Vega/ });
  await ask(teo, link, 'Teo');
  const words = await wordsOf(teo);

  // Nothing at all can be kept: the invitation is used up, and what came by it is held.
  const makeRoom = await fillUp(teo);
  await letIn(marisol, words);
  const held = teo.getByRole('heading', { name: /^You are in, and this device has no room/ });
  await expect(held).toBeVisible();
  await teo.getByRole('button', { name: 'Go on' }).click();
  await expect(held).toBeVisible();
  await makeRoom();

  // The little that it takes to go on is kept, and the plan is not.
  const makeMore = await fillUp(teo, 150_000);
  const goOn = teo.getByRole('button', { name: 'Go on' });
  // A browser looks at its quota now and then: it may not know yet that a little more fits.
  await expect(async () => {
    if (await goOn.isVisible()) await goOn.click();
    await expect(teo.getByText(full)).toBeVisible({ timeout: 4_000 });
  }).toPass({ timeout: 40_000 });
  await expect(teo.getByText(/^What the others send waits with them/)).toBeVisible();
  // A page that is opened again finds the same, and goes on when there is room.
  await teo.reload();
  await expect(teo.getByText(full)).toBeVisible({ timeout: 20_000 });
  await makeMore();
  await arrived(teo, plan);
  await expect(teo.getByText(full)).toHaveCount(0, { timeout: 30_000 });
  await expect(marisol.getByRole('heading', { level: 1, name: 'Teo is in' })).toBeVisible();

  // On a plan that is here: it says so, takes back what it said of being up to date, and gets the rest later.
  await goTo(teo, 'together', `p=${plan}`);
  const upToDate = teo.getByText(/^Up to date with/);
  await expect(upToDate).toBeVisible();
  const room = await fillUp(teo);
  await answer(marisol, plan, 's4', 'It worked', 'Marisol');
  await marisol.getByRole('button', { name: 'Done' }).click();
  await expect(teo.getByText(full)).toBeVisible();
  await expect(upToDate).toHaveCount(0);
  await goTo(marisol, 'together', `p=${plan}`);
  await expect(marisol.getByText(/^Not up to date with/)).toBeVisible();
  await room();
  await expect(upToDate).toBeVisible({ timeout: 30_000 });
  await expect(teo.getByText(full)).toHaveCount(0);
  await expect(marisol.getByText(/^Up to date with/)).toBeVisible();
  // Storage that refuses may be heard of, and nothing else.
  const storage = /StorageError|QuotaExceededError/;
  expect(app.troubles.splice(0).filter((trouble) => !storage.test(trouble))).toEqual([]);
});

test('PEER4 a place that answers nonsense, or never: who asks and who is in read that it does not answer, and meet once it does', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const marisol = await app.open();
  const teo = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: /Teo Vega/ });
  let nonsense = true;
  for (const page of [marisol, teo]) {
    await page.context().routeWebSocket('**/signal', (line) => {
      if (!nonsense) return void line.connectToServer();
      for (const text of ['<!doctype html>', '{', '[]', '{"type":"publish"}']) line.send(text);
      line.send(Buffer.from([0, 1, 2]));
    });
    await page
      .context()
      .route('**/signal/hosts.json', (route) => (nonsense ? undefined : route.continue()));
    await page.reload();
  }
  await ask(teo, link, 'Teo');
  const silent = 'The place where devices find each other does not answer';
  await expect(marisol.getByText(silent)).toBeVisible({ timeout: 30_000 });
  await expect(teo.getByRole('heading', { level: 1, name: silent })).toBeVisible({
    timeout: 40_000,
  });
  nonsense = false;
  await marisol.reload();
  await teo.getByRole('button', { name: 'Ask again' }).click();
  await wordsOf(teo);
});

test('a clock that runs five years ahead: the link says so and lets ask all the same, and what is written under it stands on both devices', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const marisol = await app.open();
  const teo = await app.open();
  const later = await laterOn(teo);
  await later(5 * 365 * 24 * 60);
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: /Teo Vega/ });
  await teo.goto(link);
  await expect(teo.getByRole('heading', { name: 'This invitation is over' })).toBeVisible();
  await expect(teo.getByText(/^On this device today is .*, 2031\./)).toBeVisible();
  await teo.getByRole('button', { name: 'Ask all the same' }).click();
  await teo.getByRole('textbox', { name: 'What shall we call you?' }).fill('Teo');
  await teo.getByRole('button', { name: 'Go on' }).click();
  await teo.getByText('Directly', { exact: true }).click();
  await teo.getByRole('button', { name: 'Ask to come in' }).click();
  await letIn(marisol, await wordsOf(teo));
  await arrived(teo, plan);

  await goTo(teo, 'adjust', `p=${plan}&s=s4&k=timing`);
  await teo.getByRole('textbox', { name: /^When/ }).fill('Thursdays at 5');
  await teo.getByRole('button', { name: 'We agree' }).click();
  await expect(teo.getByText(/^Agreed\./).first()).toBeAttached();
  await goTo(marisol, 'today', `p=${plan}`);
  await expect(cardOf(marisol, 'Thursdays at 5')).toBeVisible();
  await expect(
    marisol.getByText(/the clock of another device that writes here is ahead/),
  ).toBeVisible();
  await goTo(marisol, 'adjust', `p=${plan}&s=s4&k=timing`);
  await marisol.getByRole('textbox', { name: /^When/ }).fill('Fridays at 6');
  await marisol.getByRole('button', { name: 'We agree' }).click();
  await iAm(marisol, 'Marisol');
  await expect(marisol.getByText(/^Agreed\./).first()).toBeAttached();
  await goTo(teo, 'today', `p=${plan}`);
  await expect(cardOf(teo, 'Fridays at 6')).toBeVisible();
});

test('PEER6 a browser without WebRTC, or without the keys that sealing takes: who joins and who invites read what it lacks', async ({
  app,
}) => {
  const page = await app.open('/icons/icon.svg');
  await page.context().addInitScript(() => {
    delete (globalThis as { RTCPeerConnection?: unknown }).RTCPeerConnection;
  });
  await page.goto('/join/');
  const lacks = page.getByText('This browser cannot meet other devices');
  await expect(lacks).toBeVisible();
  await page.goto('/');
  const plan = await openVegas(page);
  await share(page, plan);
  await inviting(page, plan, { whom: /Teo Vega/ });
  await expect(lacks).toBeVisible();
  const link = await page.getByLabel('The link', { exact: true }).inputValue();
  await goTo(page, 'together', `p=${plan}`);
  await expect(lacks).toBeVisible();

  const keyless = await app.open('/icons/icon.svg');
  await keyless.context().addInitScript(() => {
    const make = SubtleCrypto.prototype.generateKey as (...given: unknown[]) => Promise<unknown>;
    SubtleCrypto.prototype.generateKey = function (this: SubtleCrypto, ...given: unknown[]) {
      return given[0] === 'Ed25519'
        ? Promise.reject(new DOMException('Ed25519', 'NotSupportedError'))
        : make.apply(this, given);
    } as typeof SubtleCrypto.prototype.generateKey;
  });
  await ask(keyless, link, 'Teo');
  await expect(
    keyless.getByRole('heading', { name: 'This browser cannot open what comes sealed' }),
  ).toBeVisible();
  expect(app.troubles.splice(0).join()).toContain('NotSupportedError');
});
