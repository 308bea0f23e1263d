import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { armedPage } from './support/attack/armed';
import { noteChannels, openChannels } from './support/channels';
import { exported, goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { bringTogether, share } from './support/together';
import { cardOf, openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

/** Milliseconds within which a change has to be seen elsewhere, whatever somebody else does meanwhile. */
const soon = 10_000;

/** What counts on a device: all envelopes and records, and who may what. */
const counted = async (page: Page, plan: string) => {
  const armed = await armedPage(page);
  const found = await armed.evaluate(async (plan) => (await attack.Held.of(plan)).counted(), plan);
  await armed.close();
  return found;
};

/** Within the app: the page and its connections stay. */
const walkTo = async (page: Page, place: string): Promise<void> => {
  await page.getByRole('link', { name: place, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: place })).toBeVisible();
};

test('CIR2 LED2 LED3 PEER2 a device that may read, with an app of its own: its forged words stand nowhere, its harm ends in quarantine, and nobody notices', async ({
  app,
}) => {
  test.setTimeout(300_000);
  const marisol = await app.open();
  const renee = await app.open();
  const chelo = await app.open();
  for (const page of [marisol, renee]) await noteChannels(page.context());
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, chelo, 'Chelo', { whom: /Abuela Chelo/, may: 'Read' });
  await bringTogether(marisol, plan, renee, 'Renee', { whom: /Renee Aldous/ });
  const turned = await armedPage(chelo);
  await chelo.close();
  await goTo(renee, 'plan', `p=${plan}`);
  const field = await openVision(marisol, plan, 'Marisol Vega');
  /** Words of Marisol's, until Renee reads them. */
  const reads = async (words: string): Promise<void> => {
    const told = performance.now();
    await field.fill(words);
    await expect(visionOf(renee)).toContainText(words, { timeout: soon });
    console.log(`“${words}” after ${Math.round(performance.now() - told)} ms`);
  };
  await reads('Before.');
  const before = await counted(renee, plan);
  const connections = async () => [await openChannels(marisol), await openChannels(renee)];
  await expect.poll(async () => (await connections()).map((open) => open.length)).toEqual([1, 1]);
  const [[here] = [], [there] = []] = await connections();

  // What she may not write, in every way that an app of one's own could send it.
  await turned.evaluate(async (plan) => {
    const me = await attack.Turned.of(plan);
    globalThis.me = me;
    if (!(await me.meet(2)).every(Boolean)) throw new Error('who is in was kept out');
    await me.say(await me.forgeries('Forgedplum was here.'));
  }, plan);
  expect(await turned.evaluate(() => me.isConnected)).toEqual([true, true]);
  for (const page of [marisol, renee])
    await expect(page.locator('body')).not.toContainText('Forgedplum');
  const came = await turned.evaluate(() => me.came());
  await reads('While she forges.');
  await expect.poll(() => turned.evaluate(() => me.came())).toBeGreaterThan(came);
  for (const page of [marisol, renee]) {
    const after = await counted(page, plan);
    expect(after.roles).toEqual(before.roles);
    expect(after.writers).not.toContain(await turned.evaluate(() => me.held.identity.device));
  }

  // Harm, to each of the two in another way; they hang up, and keep the device out for a while.
  const [nonsense] = await Promise.all([
    turned.evaluate(() => me.harm('nonsense', 'noFrames')),
    reads('While she talks nonsense.'),
  ]);
  expect(nonsense).toEqual(['notWelcome', 'notWelcome']);
  await turned.evaluate(() => me.meetOnceForgiven(2));
  await reads('Once she is back.');
  await walkTo(renee, 'Today');
  await walkTo(marisol, 'Today');
  const [flood] = await Promise.all([
    turned.evaluate(() => me.harm('flood', 'forgedPresence')),
    (async () => {
      await cardOf(renee, 'Tía Inés').getByRole('link', { name: 'How did it go?' }).click();
      await renee.getByRole('button', { name: 'It worked', exact: true }).click();
      await renee.getByRole('button', { name: 'Done' }).click();
      const told = performance.now();
      await expect(cardOf(marisol, 'Tía Inés')).toContainText('Today, Renee Aldous: It worked', {
        timeout: soon,
      });
      console.log(`a try after ${Math.round(performance.now() - told)} ms`);
    })(),
  ]);
  expect(flood).toEqual(['notWelcome', 'notWelcome']);
  await turned.evaluate(() => me.leave());

  // The two never lost each other, and no word of it stands anywhere.
  expect(await openChannels(marisol)).toContain(here);
  expect(await openChannels(renee)).toContain(there);
  for (const page of [marisol, renee]) {
    await expect(page.getByRole('alert')).toHaveCount(0);
    expect(JSON.stringify(await exported(page, plan))).not.toContain('Forgedplum');
  }
});
