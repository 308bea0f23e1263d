import type { Page } from '@playwright/test';
import { expect } from '../app';
import { iAm } from '../vegas';
import { goTo } from './plans';

const saved = 'Saved. Thank you, that helps the plan.';

/** Taps an answer to *How did it go?* and waits until it says Saved. */
export const answer = async (
  page: Page,
  plan: string,
  step: string,
  outcome: string,
  as?: string,
): Promise<void> => {
  await goTo(page, 'try', `p=${plan}&s=${step}`);
  await page.getByRole('button', { name: outcome, exact: true }).click();
  if (as !== undefined) await iAm(page, as);
  await expect(page.locator('main').getByText(saved)).toBeVisible();
};

/** Goes on to the question for words, and types them. */
export const addWords = async (page: Page, words: string): Promise<void> => {
  const field = page.getByRole('textbox', { name: 'Anything to add, in your own words?' });
  const skip = page.getByRole('button', { name: 'Skip', exact: true });
  await expect(async () => {
    if (!(await field.isVisible())) await skip.click();
    await expect(field).toBeVisible({ timeout: 500 });
  }).toPass();
  await field.fill(words);
  await expect(page.locator('main').getByText(saved)).toBeVisible();
};

/** Opens the plan's vision for changing, on the place Plan; `as` answers who is talking, where that is asked. */
export const openVision = async (page: Page, plan: string, as?: string) => {
  await goTo(page, 'plan', `p=${plan}`);
  await page.getByRole('button', { name: /^Change: Where we want to be/ }).click();
  if (as !== undefined) await iAm(page, as);
  return page.getByRole('textbox', { name: 'Where we want to be' });
};

/** The words of the vision as the place Plan shows them. */
export const visionOf = (page: Page) =>
  page.getByRole('button', { name: /^Change: Where we want to be/ });
