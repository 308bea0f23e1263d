import { expect, type Page } from '@playwright/test';
import { homeIsHere } from './support/homeIsHere';
import { goTo } from './support/plans';

/** Opens the Vega family by *See an example* from Home; resolves with the plan's id once Today shows a step. */
export async function openVegas(page: Page): Promise<string> {
  await homeIsHere(page);
  await page
    .getByRole('link', { name: /See an example|Ver un ejemplo/ })
    .or(page.getByRole('button', { name: /See an example|Ver un ejemplo/ }))
    .click();
  await expect(page.getByRole('article').first()).toBeVisible();
  const plan = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p');
  if (!plan) throw new Error('The address names no plan.');
  return plan;
}

/** Answers "Who are you?" when it is asked. */
export async function iAm(page: Page, name: string): Promise<void> {
  const question = page.getByRole('dialog');
  await expect(question).toBeVisible();
  // A device that knows somebody shows them first; everyone else is one tap further.
  const face = question.getByRole('button', { name });
  const others = question.getByRole('button', { name: /^(Someone else|Otra persona)$/ });
  await expect(face.or(others).first()).toBeVisible();
  if (!(await face.isVisible())) await others.click();
  await face.click();
  await expect(question).toBeHidden();
}

/** The device goes to another hand, as *How did it go?* of a step lets it. */
export async function someoneElseTalks(
  page: Page,
  plan: string,
  name: string,
  step = 's4',
): Promise<void> {
  await goTo(page, 'try', `p=${plan}&s=${step}`);
  await page.getByRole('button', { name: /^(as |who is talking)/i }).click();
  // Where nobody is talking, the question comes at once.
  const question = page.getByRole('dialog');
  const other = page.getByRole('button', { name: 'Someone else is talking' });
  await question.or(other).first().waitFor();
  if (!(await question.isVisible())) await other.click();
  await iAm(page, name);
  await expect(page.getByRole('button', { name: `as ${name}` })).toBeVisible();
}

/** A step's card on Today, by words of its sentence. */
export const cardOf = (page: Page, words: string) =>
  page.getByRole('article').filter({ hasText: words });
