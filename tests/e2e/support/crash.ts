import type { Page } from '@playwright/test';

/** The page's process dies at once, and no handler of it runs. */
export const crash = async (page: Page): Promise<void> => {
  const gone = page.waitForEvent('crash');
  const tools = await page.context().newCDPSession(page);
  tools.send('Page.crash').catch(() => {});
  await gone;
  await page.close();
};
