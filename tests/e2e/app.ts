import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, expect, test as base, type Page } from '@playwright/test';
import { LAUNCH } from '../config/chromium.js';
import { setClock } from './support/day';
import { homeIsHere } from './support/homeIsHere';

/** How a person's device is set; what is not said is a phone, English, light. */
export interface Device {
  viewport?: { width: number; height: number };
  locale?: string;
  colorScheme?: 'light' | 'dark';
  reducedMotion?: 'reduce' | 'no-preference';
  timezoneId?: string;
  /** The device's own high contrast. */
  contrast?: 'more';
  forcedColors?: 'active';
  /** A browser of its own, with a profile on the disk, instead of a place in one that all share. */
  alone?: boolean;
}

interface App {
  /**
   * A fresh person's device at Home, or at `path` (a whole address, where a test has a server of its
   * own). Whatever goes wrong on it fails the test.
   */
  open(path?: string, device?: Device): Promise<Page>;
  /**
   * What went wrong on all devices so far, in the order it happened. A test that provokes trouble on
   * purpose takes it out of here, after looking at it.
   */
  troubles: string[];
}

/**
 * A test that ends in failure when any of its pages logged an error, threw, broke its own policy
 * (CSP) or asked another origin for anything (SEC1).
 */
export const test = base.extend<{ app: App }>({
  app: async ({ browser, baseURL }, use) => {
    const origin = new URL(baseURL ?? '').origin;
    const troubles: string[] = [];
    const contexts: { close(): Promise<void> }[] = [];
    const profiles: string[] = [];

    await use({
      troubles,
      open: async (path = '/', { alone = false, ...device } = {}) => {
        const options = {
          baseURL: origin,
          viewport: { width: 360, height: 740 },
          locale: 'en-US',
          timezoneId: 'America/New_York',
          ...device,
        };
        const profile = alone ? await mkdtemp(join(tmpdir(), 'lived-plan-alone-')) : undefined;
        const context =
          profile === undefined
            ? await browser.newContext(options)
            : await chromium.launchPersistentContext(profile, { ...LAUNCH, ...options });
        contexts.push(context);
        if (profile !== undefined) profiles.push(profile);
        await setClock(context);
        const { origin: home, pathname, hash } = new URL(path, origin);
        context.on('page', (page) => watch(page, home, troubles));
        const page = await context.newPage();
        await page.goto(path);
        if (pathname === '/' && hash === '') await homeIsHere(page);
        return page;
      },
    });

    for (const context of contexts) await context.close();
    for (const profile of profiles) await rm(profile, { recursive: true, force: true });
    expect(troubles, 'nothing went wrong in the page').toEqual([]);
  },
});

export { expect };

/** WCAG 2.2 A and AA on what the page shows now (UI3); names each fault and where it stands. */
export async function axe(page: Page): Promise<void> {
  // What is not drawn until it comes near has no size yet that could be measured.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll<HTMLElement>('main li, main section, main div'))
      if (getComputedStyle(one).contentVisibility === 'auto')
        one.style.contentVisibility = 'visible';
  });
  // In one piece: by itself it opens a second page for the end of each look, as pages with frames of others need.
  const builder = new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .setLegacyMode();
  // There the device chooses the colors, and axe reads the ones that the page would have had.
  const forced = await page.evaluate(() => matchMedia('(forced-colors: active)').matches);
  if (forced) builder.disableRules('color-contrast');
  const { violations } = await builder.analyze();
  const faults = violations.map(
    ({ id, help, nodes }) => `${id}: ${help} at ${nodes.map((node) => node.target).join(', ')}`,
  );
  expect(faults, `axe on ${page.url()}`).toEqual([]);
}

/** Chromium reports a broken policy as an error on the console, so that one ear hears it all. */
function watch(page: Page, origin: string, troubles: string[]): void {
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => troubles.push(`error: ${error.stack || error.message}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    const own = url.origin === origin || url.protocol === 'data:' || url.protocol === 'blob:';
    if (!own) troubles.push(`request to ${url.origin}`);
  });
}
