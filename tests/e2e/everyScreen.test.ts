import type { Page } from '@playwright/test';
import { axe, expect, test } from './app';
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
  'today/&d=2000-01-01',
];

/** How a device is set. `text`: the size of the letters, in percent. */
interface Corner {
  locale: string;
  colorScheme: 'light' | 'dark';
  width: number;
  text: number;
}

/** Two opposite corners; LONG=1 looks at all of them. */
const corners: Corner[] =
  process.env.LONG === '1'
    ? ['en-US', 'es-MX'].flatMap((locale) =>
        (['light', 'dark'] as const).flatMap((colorScheme) =>
          [320, 360, 1280].flatMap((width) =>
            [100, 200].map((text) => ({ locale, colorScheme, width, text })),
          ),
        ),
      )
    : [
        { locale: 'en-US', colorScheme: 'light', width: 360, text: 100 },
        { locale: 'es-MX', colorScheme: 'dark', width: 320, text: 200 },
      ];

const device = ({ locale, colorScheme, width }: Corner) => ({
  locale,
  colorScheme,
  viewport: { width, height: width > 1000 ? 800 : 740 },
  reducedMotion: 'reduce' as const,
});

for (const corner of corners) {
  const { locale, colorScheme, width, text } = corner;
  const title = `${locale}, ${colorScheme}, ${String(width)} px, ${String(text)} % text`;

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
    ]) {
      await page.goto(`/${place}/#p=${plan}`);
      await stands(page, text, `${place}, empty`);
    }
  });
}

/** One heading, no violation, nothing that scrolls sideways, no control too small to hit. */
async function stands(page: Page, text: number, where: string): Promise<void> {
  await expect(page.locator('main h1'), where).toHaveCount(1);
  await expect(page.locator('main[aria-busy="true"]'), where).toHaveCount(0);
  await page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${String(percent)}%`;
  }, text);
  await axe(page);
  const { wide, small } = await page.evaluate(() => {
    const root = document.documentElement;
    const controls = [...document.querySelectorAll('main button, main a.button, nav a')];
    return {
      wide: root.scrollWidth - root.clientWidth,
      small: controls
        .map((control) => ({ control, box: control.getBoundingClientRect() }))
        .filter(({ box }) => box.height > 0 && box.height < 43.5)
        .map(({ control }) => control.textContent.trim()),
    };
  });
  expect(wide, `${where} scrolls sideways by so many px`).toBeLessThanOrEqual(0);
  expect(small, `${where}: lower than 44 px`).toEqual([]);
}

/** Begins a plan with a name and nothing else. */
async function begin(page: Page): Promise<string> {
  await page.getByRole('textbox').first().fill('Marisol');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/#.*p=/);
  return new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p') ?? '';
}
