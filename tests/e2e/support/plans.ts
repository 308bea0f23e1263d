import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from '../app';
import { homeIsHere } from './homeIsHere';

/** Chooses a file on the page Import, as a person does. */
export const chooseFile = async (page: Page, text: string, name = 'plan.json'): Promise<void> => {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /^Choose (a|another) file$/ }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
};

/** Brings a file in and opens the plan. Resolves with the plan's id. */
export const bringIn = async (page: Page, text: string): Promise<string> => {
  await page.goto(new URL('/import/', page.url()).href);
  await chooseFile(page, text);
  await expect(page.getByText('The plan is here.').first()).toBeVisible({ timeout: 60_000 });
  await page.getByRole('link', { name: 'Open it' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  return planId(page);
};

/** The plan that the address names. */
export const planId = (page: Page): string => {
  const id = new URLSearchParams(new URL(page.url()).hash.slice(1)).get('p');
  if (id === null) throw new Error(`no plan in ${page.url()}`);
  return id;
};

/** Opens the example, as a newcomer does. Resolves with its id. */
export const seeExample = async (page: Page): Promise<string> => {
  await homeIsHere(page);
  await page.getByRole('link', { name: 'See an example' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'How did it go?' }).first()).toBeVisible();
  return planId(page);
};

/** Goes to a place of a plan by its address. */
export const goTo = async (page: Page, place: string, fragment: string): Promise<void> => {
  await page.goto(new URL(`/${place}/#${fragment}`, page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
};

/** Says who is talking, in the question that the app asks. */
export const sayWho = async (page: Page, name: string): Promise<void> => {
  const question = page.getByRole('dialog', { name: 'Who are you?' });
  await question.getByRole('button', { name }).click();
  await expect(question).toBeHidden();
};

/** What a button of the page hands to the browser as a file. */
export const downloaded = async (page: Page, button: string): Promise<string> => {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  return readFileSync(await download.path(), 'utf8');
};

/** The whole plan as the app exports it. */
export const exported = async (page: Page, plan: string): Promise<Record<string, unknown>> => {
  await goTo(page, 'export', `p=${plan}`);
  return JSON.parse(await downloaded(page, 'Download the file')) as Record<string, unknown>;
};
