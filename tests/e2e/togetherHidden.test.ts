import type { BrowserContext, Page } from '@playwright/test';
import { expect, test } from './app';
import { armedPage } from './support/attack/armed';
import { goTo } from './support/plans';
import { startRelay, type Relay } from './support/relay';
import { openVision, visionOf } from './support/telling';
import { bringTogether, share } from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

declare global {
  /** Hands the test what a page's connections tell of this device. */
  var tellTest: ((what: string) => Promise<void>) | undefined;
}

/** Everything that the connections of a device's pages find or say of where it is, from the next page on. */
const noteWays = async (context: BrowserContext): Promise<string[]> => {
  const noted: string[] = [];
  await context.exposeFunction('tellTest', (what: string) => void noted.push(what));
  await context.addInitScript(() => {
    const Real = RTCPeerConnection;
    globalThis.RTCPeerConnection = class extends Real {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        void globalThis.tellTest?.('made');
        this.addEventListener('icecandidate', ({ candidate }) => {
          void globalThis.tellTest?.(`found: ${candidate?.candidate ?? ''}`);
          void globalThis.tellTest?.(`says: ${this.localDescription?.sdp ?? ''}`);
        });
      }
    };
  });
  return noted;
};

const choose = async (page: Page, plan: string, way: 'Directly' | 'Hidden'): Promise<void> => {
  await goTo(page, 'together', `p=${plan}`);
  const choice = page.getByText(way, { exact: true });
  if (!(await choice.isVisible())) await page.getByText('Change that', { exact: true }).click();
  await choice.click();
  await page
    .getByRole('main')
    .getByRole('button', { name: /^(Go on|Save)$/ })
    .first()
    .click();
  const said = {
    Directly: 'This device meets the others directly.',
    Hidden: /^This device is hidden/,
  };
  await expect(page.getByText(said[way]).first()).toBeVisible();
};

const servers = 'Meeting place and relay';

/** Away from the plan, so that nothing of what was chosen before is still under way; what was noted until then is done with. */
const leave = async (page: Page, noted: string[] = []): Promise<void> => {
  await page.goto('/trust/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  noted.length = 0;
};

const setRelay = async (page: Page, { url, username, credential }: Relay): Promise<void> => {
  await page.getByText(servers, { exact: true }).click();
  await page.getByRole('textbox', { name: 'Address of a relay' }).fill(url);
  await page.getByLabel(/^Name for it/).fill(username);
  await page.getByLabel(/^Password for it/).fill(credential);
  await page.getByRole('button', { name: 'Add a relay' }).click();
  await expect(page.getByText(url, { exact: true })).toBeVisible();
};

test('PEER5 a hidden device tells nobody where it is: not its browser’s connections, not signalling, not who calls it', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const relay = await startRelay();
  const marisol = await app.open();
  const teo = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, teo, 'Teo', {
    whom: /Teo Vega/,
    may: 'Change everything and let others in',
  });
  const noted = await Promise.all([marisol, teo].map((page) => noteWays(page.context())));

  // Without a relay no connection is even made, and it is said why.
  await choose(marisol, plan, 'Hidden');
  await leave(marisol, noted[0]);
  await goTo(marisol, 'together', `p=${plan}`);
  await expect(marisol.getByText('This device is hidden, and there is no relay yet')).toBeVisible();
  expect(noted[0]).toEqual([]);

  // It is set for all, and both hide behind it.
  await choose(marisol, plan, 'Directly');
  await setRelay(marisol, relay);
  await goTo(teo, 'together', `p=${plan}`);
  await teo.getByText(servers, { exact: true }).click();
  await expect(teo.getByText(relay.url, { exact: true })).toBeVisible();
  for (const [at, page] of [marisol, teo].entries()) {
    await choose(page, plan, 'Hidden');
    await leave(page, noted[at]);
  }

  // Somebody listens along who knows the room, and calls both.
  const inside = await armedPage(teo);
  const room = await inside.evaluate(async (plan) => (await attack.Held.of(plan)).room(), plan);
  const stranger = await armedPage(await app.open('/icons/icon.svg'));
  await stranger.evaluate(async (room) => {
    globalThis.line = await attack.RawLine.into(room);
  }, room);

  await goTo(teo, 'plan', `p=${plan}`);
  const field = await openVision(marisol, plan, 'Marisol Vega');
  await field.fill('From nowhere that anybody knows.');
  await expect(visionOf(teo)).toContainText('From nowhere', { timeout: 40_000 });
  expect(relay.passedOn()).toBeGreaterThan(20);

  // What the browsers of the two found, and what their connections said.
  for (const all of noted) {
    const candidates = all.flatMap((one) => one.match(/candidate:.+/g) ?? []);
    expect(candidates.length).toBeGreaterThan(0);
    for (const one of candidates)
      expect(one).toMatch(
        new RegExp(` ${relay.address} \\d+ typ relay raddr 0\\.0\\.0\\.0 rport 0\\b`),
      );
    for (const line of all.flatMap((one) => one.match(/^(c|o)=.+/gm) ?? []))
      expect(line).toMatch(new RegExp(`(0\\.0\\.0\\.0|127\\.0\\.0\\.1|${relay.address})\\s*$`));
  }
  // What went through signalling.
  const told = await stranger.evaluate(() => line.addresses);
  expect(told.length).toBeGreaterThan(1);
  for (const one of told) expect(one).toMatch(/^relay /);
  relay.close();
});
