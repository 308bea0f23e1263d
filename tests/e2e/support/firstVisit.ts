import type { Page } from '@playwright/test';

/** The first visit is over when everything is kept for the next one. */
export const firstVisitIsOver = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active?.state === 'activated') return;
    await new Promise((resolve) => active?.addEventListener('statechange', resolve));
  });
