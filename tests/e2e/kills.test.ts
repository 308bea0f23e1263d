import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page } from '@playwright/test';
import { LAUNCH } from '../config/chromium.js';
import { expect, test } from './app';
import { vegaText } from './support/files';
import { bringIn, exported } from './support/plans';
import { chance } from './support/chance';
import { setClock } from './support/day';
import { answer, openVision } from './support/telling';

const rounds = process.env.LONG === '1' ? 200 : 8;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);

/** Tells the test what stands in the field whenever the screen says Saved beside it: frame by frame, as it is seen. */
const watchSaved = (): void => {
  const look = (): void => {
    const said = [...document.querySelectorAll('main [role=status]')].some(
      ({ textContent }) => textContent.trim() === 'Saved',
    );
    const field = document.querySelector<HTMLTextAreaElement>('main textarea');
    if (said && field)
      (globalThis as unknown as { saidSaved(words: string): void }).saidSaved(field.value);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** The page's process dies at once, and no handler of it runs. */
const crash = async (page: Page): Promise<void> => {
  const gone = page.waitForEvent('crash');
  const tools = await page.context().newCDPSession(page);
  tools.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
};

/** The whole browser dies at once. */
const kill = async (context: BrowserContext): Promise<void> => {
  const browser = context.browser();
  if (!browser) throw new Error('no browser');
  const tools = await browser.newBrowserCDPSession();
  const { processInfo } = await tools.send('SystemInfo.getProcessInfo');
  const gone = new Promise((resolve) => context.once('close', resolve));
  const own = processInfo.find(({ type }) => type === 'browser');
  if (!own) throw new Error('no process');
  process.kill(own.id, 'SIGKILL');
  await gone;
};

test(`VAU2 killed in the middle of saving, ${rounds} times: everything that said Saved is there`, async ({
  baseURL,
}) => {
  test.setTimeout(rounds * 15_000 + 60_000);
  console.log(`kills: seed ${seed}`);
  const random = chance(seed);
  const profile = await mkdtemp(join(tmpdir(), 'lived-plan-kills-'));
  let saved = '';
  const begin = async (): Promise<BrowserContext> => {
    const context = await chromium.launchPersistentContext(profile, {
      ...LAUNCH,
      baseURL: baseURL ?? '',
      locale: 'en-US',
      viewport: { width: 360, height: 740 },
    });
    await context.exposeFunction('saidSaved', (words: string) => (saved = words));
    await setClock(context);
    await context.addInitScript(watchSaved);
    return context;
  };

  let context = await begin();
  let page = await context.newPage();
  await page.goto('/');
  const plan = await bringIn(page, vegaText());
  let field = await openVision(page, plan, 'Marisol Vega');
  await field.fill('Begun.');
  await expect.poll(() => saved).toBe('Begun.');
  await page.reload();
  field = await openVision(page, plan);

  for (let round = 1; round <= rounds; round += 1) {
    // Typing at the pace of a thumb, until a moment that nobody chose.
    const letters = 1 + Math.floor(random() * 25);
    const typing = field.pressSequentially(` Round ${round}: ${'so it goes on '.repeat(8)}`, {
      delay: 5,
    });
    typing.catch(() => {});
    await expect
      .poll(() => field.inputValue(), { intervals: [3] })
      .toMatch(new RegExp(`Round ${round}: .{${letters},}`, 's'));
    const whole = random() < 0.25;
    if (whole) {
      await kill(context);
      context = await begin();
    } else await crash(page);
    const said = saved;

    page = await context.newPage();
    await page.goto(`/plan/#p=${plan}`);
    field = await openVision(page, plan);
    const kept = await field.inputValue();
    expect(
      kept.startsWith(said),
      `seed ${seed}, round ${round}, ${whole ? 'browser' : 'page'} killed:
said:  ${said}
there: ${kept}`,
    ).toBe(true);
  }
  // The plan is whole besides.
  expect((await exported(page, plan)).tries).toHaveLength(89);
  await context.close();
  await rm(profile, { recursive: true, force: true });
});

test('VAU2 PLAN6 killed right after a tap said Saved: the answer is there, once, after every kill', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await bringIn(page, vegaText());
  await answer(page, plan, 's4', 'It worked', 'Teo');
  const context = page.context();
  await crash(page);
  const second = await context.newPage();
  await second.goto(`/try/#p=${plan}&s=s4`);
  await expect(
    second.getByRole('button', { name: 'Your answer: It worked. change' }),
  ).toBeVisible();
  await second.getByRole('button', { name: 'Done' }).click();
  await expect(second.getByRole('button', { name: 'Done' })).toHaveCount(0);
  await crash(second);
  const third = await context.newPage();
  await third.goto(`/today/#p=${plan}`);
  const { tries } = (await exported(third, plan)) as { tries: { id: string }[] };
  expect(tries).toHaveLength(90);
});
