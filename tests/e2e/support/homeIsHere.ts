import { expect, type Page } from '@playwright/test';

/**
 * The app itself draws Home. Before that the page stands as it was built: a tap that begins on the one and
 * ends on the other is lost.
 */
export const homeIsHere = (page: Page): Promise<void> =>
  expect(page.getByRole('main').getByRole('status').first()).toBeAttached();
