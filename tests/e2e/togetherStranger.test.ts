import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { armedPage } from './support/attack/armed';
import { goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { bringTogether, invite, share } from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

/** What counts on a device: all envelopes and records, and who may what. */
const counted = async (page: Page, plan: string) => {
  const armed = await armedPage(page);
  const found = await armed.evaluate(async (plan) => (await attack.Held.of(plan)).counted(), plan);
  await armed.close();
  return found;
};

test('CIR3 PEER2 SEC2 a stranger with link, room and password, and an app of their own, reads nothing and writes nothing', async ({
  app,
}) => {
  test.setTimeout(240_000);
  const marisol = await app.open();
  const teo = await app.open();
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  await bringTogether(marisol, plan, teo, 'Teo', { whom: /Teo Vega/, may: 'Change the plan' });
  const link = await invite(marisol, plan, { whom: /Renee Aldous/, how: 'Send a link' });
  await goTo(teo, 'plan', `p=${plan}`);
  const field = await openVision(marisol, plan, 'Marisol Vega');
  await field.fill('Before anybody came.');
  await expect(visionOf(teo)).toContainText('Before anybody came.');
  const before = await counted(marisol, plan);

  // All that a stranger could ever come by, and more: room and password, what was said between two who are in.
  const inside = await armedPage(teo);
  const stolen = await inside.evaluate(async (plan) => {
    const held = await attack.Held.of(plan);
    const { circle } = held.ledger;
    return {
      room: await held.room(),
      circle: circle.id,
      heads: [...circle.heads],
      members: [...circle.devices.values()].map(({ keys }) => keys.sign),
      envelope: attack.toText(held.parts.get('team')?.envelopes.at(-1) ?? new Uint8Array(0)),
    };
  }, plan);
  await inside.close();

  const outside = await app.open('/icons/icon.svg');
  const stranger = await armedPage(outside);
  const seen = await stranger.evaluate(([stolen, link]) => attack.stranger(stolen, link), [
    stolen,
    link,
  ] as const);

  // In the circle's room: both called, every time; none went further than to prove themselves.
  expect(seen.ways.map(({ way, calls }) => [way, calls])).toEqual([
    ['as themselves', 2],
    ['under a key of the circle', 2],
    ['as a mirror', 2],
    ['in between', 2],
    ['without a word', 2],
  ]);
  for (const { way, came } of seen.ways) {
    expect(came.length, way).toBeGreaterThan(0);
    for (const piece of came) expect(piece, way).toMatch(/^(hello|proof|good-bye)$/);
  }
  // Where they can be told apart from somebody who is in, they were.
  expect(seen.ways.find(({ way }) => way === 'as themselves')?.came).toContain('good-bye');
  // In the room of the invitation: they are heard, and told nothing but who it is that they could ask.
  expect(seen.atTheDoor).toEqual([]);

  await field.fill('And after they had left.');
  await expect(visionOf(teo)).toContainText('And after they had left.');
  const after = await counted(marisol, plan);
  expect(after.roles).toEqual(before.roles);
  expect(after.counted.circle).toEqual(before.counted.circle);
  expect(after.counted.household).toEqual(before.counted.household);
  // All that is new is what Marisol wrote, and Teo has the same.
  expect(after.counted.team?.length).toBeGreaterThan(before.counted.team?.length ?? 0);
  expect(after.writers).toEqual(before.writers);
  const there = await counted(teo, plan);
  expect(there.roles).toEqual(after.roles);
  for (const one of after.counted.team ?? [])
    if (!before.counted.team?.includes(one)) expect(there.counted.team).toContain(one);
});
