import type { Page } from '@playwright/test';
import { axe, expect, test } from './app';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const next = (page: Page) => page.getByRole('button', { name: 'Next' }).click();

async function begin(page: Page, name = 'Marisol'): Promise<void> {
  await page.getByRole('link', { name: 'Start a family plan' }).click();
  await page.getByLabel('What should we call you?').fill(name);
  await page.getByRole('button', { name: 'Begin' }).click();
  await expect(heading(page)).toHaveText('What do we hope for?');
}

test('PLAN2 PLAN4 Marisol has a plan with a step in a few minutes, and it asks what life will ask', async ({
  app,
}) => {
  const page = await app.open();
  await begin(page);
  await axe(page);
  await page.getByLabel('A good day').fill('Mornings without yelling');
  await next(page);
  await expect(heading(page)).toHaveText('What are we good at?');
  await expect(heading(page)).toBeFocused();
  await page.getByLabel('One strength').fill('Teo knows every bus');
  await next(page);
  await page.getByLabel('One need').fill('To start the day without a fight');
  await next(page);
  await page.getByLabel('The step').fill('Teo puts both feet on the floor');
  await next(page);
  await page.getByLabel('The moment').fill('When Abuela calls at 6:20');
  await next(page);
  await page.getByLabel('Another name').fill('Abuela Chelo');
  await page.getByRole('button', { name: 'Our people' }).click();
  await page.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('button', { name: 'Abuela Chelo' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await next(page);
  await page.getByRole('button', { name: 'Skip this' }).click();

  await expect(heading(page)).toHaveText('This is the step');
  await expect(page.getByText('When Abuela calls at 6:20, Teo puts both')).toBeVisible();
  await expect(page.getByText('what if that can’t happen?')).toBeVisible();
  await expect(page.getByText('We expect to change this.')).toBeVisible();
  await page.getByRole('button', { name: 'Not sure' }).click();
  await expect(page.getByRole('button', { name: 'Make it smaller' })).toBeVisible();
  await axe(page);
  await page.getByRole('button', { name: 'We agree' }).click();

  await expect(page).toHaveURL(/\/today\//);
  await expect(page.getByRole('article')).toContainText('Teo puts both feet on the floor');
  await expect(page.getByRole('link', { name: 'How did it go?' })).toBeVisible();
});

test('Next takes the name that stands in the field: Abuela helps, and the last screen says who does it', async ({
  app,
}) => {
  const page = await app.open();
  await begin(page);
  for (let questions = 0; questions < 3; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByLabel('The step').fill('Teo puts both feet on the floor');
  await next(page);
  await next(page);
  await page.getByLabel('Another name').fill('Abuela Chelo');
  await page.getByRole('button', { name: 'Our people' }).click();
  await next(page);
  await expect(heading(page)).toHaveText('And if that can’t happen?');
  await next(page);
  await expect(heading(page)).toHaveText('This is the step');
  await expect(page.getByText('Marisol, with Abuela Chelo')).toBeVisible();
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.getByRole('article')).toContainText('Abuela Chelo');
});

test('going back from Today does not begin a plan that has begun a second time', async ({
  app,
}) => {
  const page = await app.open();
  await begin(page);
  for (let questions = 0; questions < 3; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByLabel('The step').fill('Teo puts both feet on the floor');
  await next(page);
  for (let questions = 0; questions < 3; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await page.getByRole('button', { name: 'We agree' }).click();
  const card = page.getByRole('article');
  await expect(card).toContainText('Teo puts both feet on the floor');
  await page.goBack();
  await expect(page).toHaveURL(/\/today\//);
  await expect(card).toContainText('Teo puts both feet on the floor');
  await expect(page.getByText('No step yet')).toHaveCount(0);
});

test('everything can be skipped, and back works', async ({ app }) => {
  const page = await app.open();
  await begin(page, '');
  for (const question of ['What are we good at?', 'What do we need most right now?']) {
    await page.getByRole('button', { name: 'Skip this' }).click();
    await expect(heading(page)).toHaveText(question);
  }
  await page.goBack();
  await expect(heading(page)).toHaveText('What are we good at?');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(heading(page)).toHaveText('What do we hope for?');
  for (let questions = 0; questions < 4; questions += 1)
    await page.getByRole('button', { name: 'Skip this' }).click();
  await expect(page.getByText('No step yet, and that is fine.')).toBeVisible();
  await page.getByRole('button', { name: 'Go to Today' }).click();
  await expect(page).toHaveURL(/\/today\//);
});

test('a start that was cut short goes on where it was, with the words that were typed', async ({
  app,
}) => {
  const page = await app.open();
  await begin(page);
  await next(page);
  await next(page);
  await expect(heading(page)).toHaveText('What do we need most right now?');
  await page.getByLabel('One need').fill('Teo needs somewhere he belongs');
  const context = page.context();
  await page.close();

  const again = await context.newPage();
  await again.goto('/');
  await expect(heading(again)).toHaveText('What do we need most right now?');
  await expect(again.getByLabel('One need')).toHaveValue('Teo needs somewhere he belongs');
});

test('an adult alone begins as I, in Spanish', async ({ app }) => {
  const page = await app.open('/start/', { locale: 'es-MX' });
  await page.getByRole('button', { name: 'Mío: yo' }).click();
  await page.getByLabel('¿Qué nombre ponemos?').fill('Inés');
  await page.getByRole('button', { name: 'Empezar' }).click();
  await expect(heading(page)).toHaveText('¿Qué espero yo?');
  await axe(page);
});
