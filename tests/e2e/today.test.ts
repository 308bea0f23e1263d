import type { Page } from '@playwright/test';
import { bigPlan } from '../bench/bigPlan.js';
import { keptValue } from '../bench/keptValue.js';
import { axe, expect, test } from './app';
import { now } from './support/day';
import { keptHere } from './support/kept';
import { goTo } from './support/plans';
import { answer } from './support/telling';
import { cardOf, iAm, openVegas, someoneElseTalks } from './vegas';

/** Scrolls to where the page ends, also while it is still growing: there no bar covers anything. */
const toTheEnd = (page: Page): Promise<void> =>
  expect(async () => {
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await expect(page.getByRole('contentinfo')).toBeInViewport({ timeout: 500 });
  }).toPass();

test('PLAN7 every step on Today can be told, and can be changed, at any time', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  const cards = page.getByRole('article');
  await expect(cards).toHaveCount(4);
  for (const card of await cards.all()) {
    await expect(card.getByRole('link', { name: 'How did it go?' })).toBeVisible();
    await expect(card.getByRole('link', { name: 'This doesn’t work in our life' })).toBeVisible();
  }
});

test('PLAN5 a proposal that has no words yet is written together or left for later: nobody agrees to nothing', async ({
  app,
}) => {
  const page = await app.open();
  await openVegas(page);
  const card = cardOf(page, 'dishes');
  const proposal = card.getByRole('region', { name: 'A proposal, not agreed yet' });
  await expect(proposal).toContainText('Renee Aldous proposes: Make it bigger');
  await expect(proposal.getByRole('button', { name: 'We agree' })).toHaveCount(0);
  await proposal.getByRole('link', { name: 'Write it together' }).click();
  await expect(page).toHaveURL(/\/adjust\/#.*k=grow/);
  await page.goBack();
  await proposal.getByRole('button', { name: 'Not now' }).click();
  await iAm(page, 'Marisol');
  await expect(proposal).toHaveCount(0);
  await expect(page.getByText('The step has changed')).toHaveCount(0);
  await expect(card).toBeFocused();
});

test('PLAN2 who has no step yet is led to writing one, and the need can get its name later', async ({
  app,
}) => {
  const page = await app.open('/start/');
  await page.getByLabel('What should we call you?').fill('Marisol');
  await page.getByRole('button', { name: 'Begin' }).click();
  for (let questions = 0; questions < 4; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByRole('button', { name: 'Go to Today' }).click();
  await page.getByRole('link', { name: 'Add a first step' }).click();
  const when = page.getByRole('textbox', { name: 'When', exact: true });
  await expect(when).toBeFocused();
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.locator('form').getByRole('status')).toBeVisible();
  await when.fill('When it is Friday');
  await page.getByRole('textbox', { name: 'What do we do?' }).fill('Luz packs her bag');
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.getByRole('region', { name: 'What matters to us right now' })).toBeVisible();
  await expect(when).toBeHidden();
  await expect(page.locator('body')).not.toBeFocused();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await expect(cardOf(page, 'Luz packs her bag')).toBeVisible();
});

test('when everything rests, “Start a step again” opens the form for one', async ({ app }) => {
  const page = await app.open('/start/');
  await page.getByLabel('What should we call you?').fill('Marisol');
  await page.getByRole('button', { name: 'Begin' }).click();
  for (let questions = 0; questions < 3; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByLabel('The step').fill('Luz packs her bag');
  await page.getByRole('button', { name: 'Next' }).click();
  for (let questions = 0; questions < 3; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByRole('button', { name: 'We agree' }).click();
  await page.getByRole('link', { name: 'This doesn’t work in our life' }).click();
  await page.getByRole('button', { name: 'Pause it' }).click();
  await page.getByRole('button', { name: 'We agree' }).click();
  await page.getByRole('link', { name: 'Today', exact: true }).click();
  await page.getByRole('link', { name: 'Start a step again' }).click();
  await expect(page.getByRole('textbox', { name: 'When', exact: true })).toBeFocused();
});

test('GAP the band names the step, asks, and pausing keeps it in the plan', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const band = page.getByRole('region', { name: 'Let’s look at this together' });
  await expect(band).toContainText('“When the dishes are done”: still part of our days?');
  await band.getByRole('button', { name: 'Pause it' }).click();
  await iAm(page, 'Marisol');
  await expect(cardOf(page, 'dishes')).toHaveCount(0);
  await expect(band).toHaveCount(0);
  await page.goto(`/step/#p=${plan}&s=s2`);
  await expect(page.getByRole('link', { name: 'Start it again' })).toBeVisible();
});

test('GAP saying yes to a quiet step tells how the last few days went', async ({ app }) => {
  const page = await app.open();
  await openVegas(page);
  const band = page.getByRole('region', { name: 'Let’s look at this together' });
  await band.getByRole('link', { name: 'Yes' }).click();
  await expect(page.getByRole('button', { name: / to .*change the day/ })).toBeVisible();
  await page.getByRole('button', { name: 'It worked', exact: true }).click();
  await iAm(page, 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Back to Today' }).first().click();
  await expect(cardOf(page, 'dishes')).toContainText(/November 18\s–\s20, Teo: It worked/);
  await expect(band).toHaveCount(0);
});

test.describe('Today as it was last seen', () => {
  /** How it was drawn, once that is kept. */
  const glimpseOf = async (page: Page, plan: string): Promise<string> => {
    const kept = async (): Promise<string | undefined> => {
      const { glimpses = [] } = ((await page.evaluate(keptValue, `windows/${plan}`)) ?? {}) as {
        glimpses?: { html: string }[];
      };
      return glimpses.map(({ html }) => html).join() || undefined;
    };
    await expect.poll(kept).toBeDefined();
    return (await kept()) ?? '';
  };

  /** The same device, where no code of the app arrives: what is painted is painted by the page alone. */
  const withoutCode = async (page: Page): Promise<Page> => {
    await page.evaluate(async () => {
      for (const one of await navigator.serviceWorker.getRegistrations()) await one.unregister();
    });
    const bare = await page.context().newPage();
    await bare.route(/\/_app\/.*\.js$/, (route) => route.abort());
    return bare;
  };

  /** That its code did not come is the only trouble there is. */
  const onlyMissingCode = (troubles: string[]): void => {
    expect(troubles.length).toBeGreaterThan(0);
    expect(troubles.filter((one) => !/_app|ERR_FAILED|dynamically imported/.test(one))).toEqual([]);
    troubles.length = 0;
  };

  test('stands on the page before any code of the app has come', async ({ app }) => {
    const page = await app.open();
    const plan = await openVegas(page);
    const drawn = await glimpseOf(page, plan);
    expect(drawn).toContain('When the dishes are done');
    const bare = await withoutCode(page);
    await bare.goto(`/today/#p=${plan}`);
    await expect(bare.getByRole('article')).toHaveCount(4);
    await expect(bare.getByRole('heading', { level: 1 })).toHaveText('Today');
    await axe(bare);
    // A tap on it leads where it says, even now.
    await bare.getByRole('link', { name: 'How did it go?' }).first().click();
    await expect(bare).toHaveURL(/\/try\/#p=.*&s=/);
    // Leaving quickly works before the app does, and going back shows nothing of the plan.
    await bare.goto('about:blank');
    await bare.goto(`/today/#p=${plan}`);
    await expect(bare.getByRole('article')).toHaveCount(4);
    await bare.getByRole('link', { name: 'Leave quickly' }).click();
    await expect(bare).toHaveURL(/\/away\/$/);
    await bare.goto(`/today/#p=${plan}`);
    await expect(bare).toHaveURL(/\/away\/$/);
    await bare.evaluate(() => sessionStorage.removeItem('left'));
    // Nothing of it on an earlier day, on another place, or of another plan.
    for (const other of [`/today/#p=${plan}&d=2026-01-01`, `/plan/#p=${plan}`, '/today/#p=other']) {
      await bare.goto('about:blank');
      await bare.goto(other);
      await expect(bare.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(bare.getByRole('article')).toHaveCount(0);
    }
    onlyMissingCode(app.troubles);
  });

  test('gives way to the plan without a word lost or doubled', async ({ app }) => {
    const page = await app.open();
    const plan = await openVegas(page);
    await glimpseOf(page, plan);
    await page.reload();
    await expect(page.locator('main[aria-busy="false"]')).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(4);
    await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1);
  });

  test('is there the morning after with that day’s date, and then no more; nor in another language', async ({
    app,
  }) => {
    const page = await app.open();
    const plan = await openVegas(page);
    await glimpseOf(page, plan);
    const onDay = async (later: number): Promise<Page> => {
      const bare = await withoutCode(page);
      await bare.addInitScript((by) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + by;
      }, later * 86_400_000);
      await bare.goto(`/today/#p=${plan}`);
      await expect(bare.getByRole('heading', { level: 1 })).toBeVisible();
      return bare;
    };
    const morning = await onDay(1);
    await expect(morning.getByRole('article')).toHaveCount(4);
    const inDenver = new Intl.DateTimeFormat('en-US', {
      timeZone: 'America/Denver',
      weekday: 'long',
    });
    const weekday = inDenver.format(now() + 86_400_000);
    await expect(morning.locator('header')).toContainText(weekday);
    const later = await onDay(2);
    await expect(later.getByText('Nothing is sent anywhere')).toBeVisible();
    await expect(later.getByRole('article')).toHaveCount(0);
    await page.evaluate(() => localStorage.setItem('settings', '{"language":"es"}'));
    const spanish = await withoutCode(page);
    await spanish.goto(`/today/#p=${plan}`);
    await expect(spanish.getByRole('heading', { level: 1, name: 'Hoy' })).toBeVisible();
    await expect(spanish.getByRole('article')).toHaveCount(0);
    onlyMissingCode(app.troubles);
  });

  test('UNSAFE DOC10 holds nothing that one person told for themselves alone', async ({ app }) => {
    const page = await app.open();
    const plan = await openVegas(page);
    const before = await glimpseOf(page, plan);
    await cardOf(page, 'dishes').getByRole('link', { name: 'How did it go?' }).click();
    await page.getByRole('button', { name: 'We did it, but it didn’t help' }).click();
    await iAm(page, 'Teo');
    await page.getByRole('button', { name: 'I didn’t feel safe' }).click();
    await page.getByRole('button', { name: 'Done' }).click();
    await page.goto(`/today/#p=${plan}`);
    await expect(page.getByRole('article').first()).toBeVisible();
    const after = await glimpseOf(page, plan);
    for (const drawn of [before, after]) {
      expect(drawn).not.toContain('feel safe');
      expect(drawn).not.toContain('didn’t help');
    }
  });
});

/** Today says its early words alone: all others wait until the app is kept on the device, and here it never is. */
const staysCold = (page: Page): Promise<unknown> =>
  page.addInitScript(() =>
    Object.defineProperty(ServiceWorkerContainer.prototype, 'ready', {
      get: () => new Promise(() => undefined),
    }),
  );

test('PLAN5 all cards of a cold Today stand while Renee is talking and her proposal waits', async ({
  app,
}) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await answer(page, plan, 's2', 'It worked', 'Renee');
  await page.getByRole('button', { name: 'Done' }).click();
  await staysCold(page);
  await goTo(page, 'today', `p=${plan}`);
  const card = cardOf(page, 'dishes');
  await expect(card).toContainText('It waits for someone at home to agree.');
  await expect(card.getByRole('button', { name: 'Someone else is talking' })).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(4);
});

test('a cold Today tells Teo once that his word changed a step', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  await answer(page, plan, 's4', 'It didn’t happen this time', 'Teo');
  await page.getByRole('button', { name: 'Done' }).click();
  // It leads there by itself, and would come in between.
  await expect(page).toHaveURL(/\/today\//);
  await someoneElseTalks(page, plan, 'Marisol');
  await goTo(page, 'adjust', `p=${plan}&s=s4&k=timing`);
  await page.getByRole('textbox', { name: 'When' }).fill('On Thursday after school');
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.getByRole('heading', { name: /^Agreed/ })).toBeFocused();
  await someoneElseTalks(page, plan, 'Teo');

  await staysCold(page);
  await goTo(page, 'today', `p=${plan}`);
  const card = cardOf(page, 'On Thursday after school');
  await expect(card).toContainText('Your word changed this');
  await expect(card).toContainText('What you said (today) led to this sentence.');
  const said = async (): Promise<boolean> =>
    (await keptHere(page)).values.some((key) => key.startsWith(`once/${plan}/word/`));
  await expect.poll(said).toBe(true);
  await page.reload();
  await expect(card.getByRole('group', { name: 'Do you say yes to this step?' })).toBeVisible();
  await expect(page.getByText('Your word changed this')).toHaveCount(0);
});

test('a long Today is drawn in turn: the first steps at once, the last one when Marisol comes to it', async ({
  app,
}) => {
  const page = await app.open('/import/');
  const today = new Date(now() - 86_400_000).toISOString().slice(0, 10);
  await page.locator('input[type=file]').setInputFiles({
    name: 'long.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(bigPlan({ steps: 240, tries: 240, today }))),
  });
  const toPlan = page.getByRole('link', { name: 'Open it' });
  await toPlan.or(page.getByRole('button', { name: 'Open it' })).click();
  const steps = page.getByRole('list', { name: 'Steps we are trying' }).locator(':scope > li');
  await expect(steps.first().getByRole('article')).toBeVisible();
  const all = await steps.count();
  expect(all).toBeGreaterThan(20);
  // Each has its place from the beginning, so that nothing jumps while it is drawn.
  const last = steps.nth(all - 1);
  // Where a step is drawn, what held its place goes: whoever looks there may have to look again.
  await expect(async () => {
    await last.evaluate((step) => step.scrollIntoView());
    await expect(last.getByRole('link', { name: 'How did it go?' })).toBeInViewport({
      timeout: 1_000,
    });
  }).toPass();
});

test('an earlier day can be read, and nothing there can be changed', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  const earlier = new Date(now() - 60 * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/today/#p=${plan}&d=${earlier}`);
  await expect(page.getByRole('article').first()).toBeVisible();
  await expect(page.getByRole('link', { name: 'How did it go?' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'We agree' })).toHaveCount(0);
  await page.goto(`/try/#p=${plan}&s=s4&d=${earlier}`);
  await expect(page.getByRole('button', { name: 'It worked', exact: true })).toHaveCount(0);
});

test('a step that is not here says so kindly', async ({ app }) => {
  const page = await app.open();
  const plan = await openVegas(page);
  for (const place of ['try', 'adjust', 'step']) {
    await page.goto(`/${place}/#p=${plan}&s=nowhere`);
    await expect(page.getByText('This step is not in the plan on this device.')).toBeVisible();
  }
});

for (const { locale, colorScheme } of [
  { locale: 'en-US', colorScheme: 'light' },
  { locale: 'es-MX', colorScheme: 'dark' },
] as const) {
  test(`UI3 every state of the loop is open to all, ${locale}, ${colorScheme}`, async ({ app }) => {
    test.slow();
    const page = await app.open('/', { locale, colorScheme });
    const plan = await openVegas(page);
    await axe(page);
    for (const address of ['step/#S=s1', 'adjust/#S=s4', 'adjust/#S=s6&k=timing', 'try/#S=s4']) {
      await page.goto(`/${address.replace('#S', `#p=${plan}&s`)}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('main button, main details').first()).toBeVisible();
      await toTheEnd(page);
      await axe(page);
    }
    await page.getByRole('button', { name: /didn’t happen|no se dio/ }).click();
    await iAm(page, 'Teo');
    await toTheEnd(page);
    await axe(page);
    await page.getByRole('button', { name: /^(Done|Listo)$/ }).click();
    await expect(page.getByRole('button', { name: /^(Undo|Deshacer)$/ })).toBeVisible();
    await axe(page);
  });

  test(`UI3 nothing scrolls sideways at 320 px and twice the text, ${locale}`, async ({ app }) => {
    const page = await app.open('/', { locale, viewport: { width: 320, height: 640 } });
    const plan = await openVegas(page);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    for (const address of ['today/#', 'step/#s=s1&', 'adjust/#s=s4&k=helper&', 'try/#s=s3&']) {
      await page.goto(`/${address}p=${plan}`);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.evaluate(() => {
        document.documentElement.style.fontSize = '200%';
      });
      await expect(page.locator('main li, main button').first()).toBeVisible();
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, address).toBeLessThanOrEqual(0);
    }
  });
}
