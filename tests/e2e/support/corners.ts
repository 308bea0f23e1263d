import type { Page } from '@playwright/test';
import { early as enEarly } from '../../../src/lib/i18n/en/early';
import { late as enLate } from '../../../src/lib/i18n/en/late';
import { early as esEarly } from '../../../src/lib/i18n/es/early';
import { late as esLate } from '../../../src/lib/i18n/es/late';
import type { Messages } from '../../../src/lib/i18n/messages';
import { axe, expect, type Device } from '../app';

/** How a device is set. `text`: the size of the letters, in percent. */
export interface Corner {
  locale: string;
  colorScheme: 'light' | 'dark';
  width: number;
  text: number;
}

/** Two opposite corners; LONG=1 looks at all of them. */
export const corners: Corner[] =
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

/** A device that is set so. */
export const device = ({ locale, colorScheme, width }: Corner): Device => ({
  locale,
  colorScheme,
  viewport: { width, height: width > 1000 ? 800 : 740 },
  reducedMotion: 'reduce',
});

/** What the app says on a device. */
export const said = (locale: string): Messages =>
  locale.startsWith('es') ? { ...esEarly, ...esLate } : { ...enEarly, ...enLate };

/** How a corner is called in a test's title. */
export const titleOf = ({ locale, colorScheme, width, text }: Corner): string =>
  `${locale}, ${colorScheme}, ${String(width)} px, ${String(text)} % text`;

/** One heading, no violation, nothing that scrolls sideways, no control too small to hit, in the page and in what stands over it. */
export async function stands(page: Page, text: number, where: string): Promise<void> {
  await expect(page.locator('main h1'), where).toHaveCount(1);
  await expect(page.locator('main[aria-busy="true"]'), where).toHaveCount(0);
  await page.evaluate((percent) => {
    document.documentElement.style.fontSize = `${String(percent)}%`;
  }, text);
  await axe(page);
  const { wide, small } = await page.evaluate(() => {
    const root = document.documentElement;
    const controls = [
      ...document.querySelectorAll(
        'main button, main a.button, nav a, dialog button, dialog a.button',
      ),
    ];
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
