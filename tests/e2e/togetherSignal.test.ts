import type { Page } from '@playwright/test';
import { expect, test } from './app';
import { goTo } from './support/plans';
import { openVision, visionOf } from './support/telling';
import { arrived, ask, invite, letIn, share, wordsOf } from './support/together';
import { openVegas } from './vegas';

test.use({ actionTimeout: 20_000 });

/** Everything that goes over the line to the place where devices find each other, both ways, as text. */
const recorded = (page: Page, frames: string[]): void => {
  page.on('websocket', (line) => {
    const record = ({ payload }: { payload: string | Buffer }): void => {
      frames.push(payload.toString());
    };
    line.on('framesent', record);
    line.on('framereceived', record);
  });
};

/** A text and all that stands in it as base64, opened. */
const opened = (frame: string): string =>
  [
    frame,
    ...[...frame.matchAll(/[\w+/-]{16,}={0,2}/g)].map(([part]) =>
      Buffer.from(part, 'base64').toString('latin1'),
    ),
  ].join('\n');

test('SEC2 PEER4 what goes through signalling while two meet and write holds no word, no name and no key of the invitation', async ({
  app,
}) => {
  test.setTimeout(180_000);
  const frames: string[] = [];
  const marisol = await app.open();
  const teo = await app.open();
  for (const page of [marisol, teo]) recorded(page, frames);
  const plan = await openVegas(marisol);
  await share(marisol, plan);
  const link = await invite(marisol, plan, { whom: /Teo Vega/ });
  await ask(teo, link, 'Teodoro Quillwhistle');
  const words = await wordsOf(teo);
  await letIn(marisol, words);
  await arrived(teo, plan);
  const field = await openVision(marisol, plan, 'Marisol Vega');
  await field.fill('Marmaladebreeze at dawn.');
  await goTo(teo, 'plan', `p=${plan}`);
  await expect(visionOf(teo)).toContainText('Marmaladebreeze');

  expect(frames.length).toBeGreaterThan(10);
  const all = frames.map(opened).join('\n');
  // What is looked for would be found.
  expect(opened(`{"data":"${Buffer.from('Marmaladebreeze').toString('base64')}"}`)).toContain(
    'Marmaladebreeze',
  );
  expect(all).toMatch(/"type":"(subscribe|publish)"/);
  const seed = link.split('#i=')[1] ?? '';
  expect(seed.length).toBeGreaterThan(40);
  const secret = [
    'Marmaladebreeze',
    'Quillwhistle',
    'Teodoro',
    'Marisol',
    'Vega',
    'Coach',
    'dishes',
  ];
  for (const word of [...secret, plan, seed, seed.slice(0, 40), 'candidate', 'a=ice-ufrag'])
    expect(all.includes(word), word).toBe(false);
});
