import { expect, test } from './app';
import { laterOn } from './support/day';
import { iAm, openVegas } from './vegas';

test('the vision is changed in place, stands after a reload, and Undo brings the old words back', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  await page.getByRole('button', { name: /^Change: Where we want to be/ }).click();
  const field = page.getByRole('textbox', { name: 'Where we want to be' });
  await iAm(page, 'Marisol Vega');
  await expect(field).toBeFocused();
  await field.fill('Mornings with music.');
  const words = page.getByRole('button', { name: /^Change: Where we want to be/ });
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(words).toContainText('Mornings with music.');
  await expect(words).toBeFocused();

  await page.reload();
  await expect(words).toContainText('Mornings with music.');

  await words.click();
  await field.fill('Mornings with music and toast.');
  await field.press('Escape');
  await expect(words).toContainText('and toast.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(words).not.toContainText('toast');
});

test('what was undone is done again by Redo, stands after a reload, and a new word takes Redo away', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  const take = (what: string) =>
    page.getByRole('button', { name: `Take “${what}” out of the plan` });
  const strength = page.getByText('Draws what she cannot say', { exact: true });
  const [undo, redo] = ['Undo', 'Redo'].map((name) => page.getByRole('button', { name }).first());
  if (!undo || !redo) throw new Error('no buttons');
  await take('Draws what she cannot say').click();
  await iAm(page, 'Teo Vega');
  await expect(strength).toBeHidden();
  await expect(redo).toBeHidden();
  await undo.click();
  await expect(strength).toBeVisible();
  await redo.click();
  await expect(strength).toBeHidden();
  await expect(page.getByText('Done again.').first()).toBeAttached();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: 'Plan' })).toBeVisible();
  await expect(page.locator('section.need h3')).toHaveCount(5);
  await expect(strength).toBeHidden();

  await page.getByRole('button', { name: 'Add a strength' }).click();
  await page.getByRole('textbox', { name: 'What are they good at?' }).fill('Sings on the bus');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await undo.click();
  await expect(redo).toBeVisible();
  await page.getByRole('button', { name: 'Add a strength' }).click();
  await page.getByRole('textbox', { name: 'What are they good at?' }).fill('Whistles');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('Whistles', { exact: true })).toBeVisible();
  await expect(redo).toBeHidden();
});

test('Marisol says who is talking before she writes: no letter is lost to the question', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  const words = page.getByRole('button', { name: /^Change: Where we want to be/ });
  const field = page.getByRole('textbox', { name: 'Where we want to be' });
  const question = page.getByRole('dialog', { name: 'Who are you?' });

  await words.click();
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(field).toBeHidden();
  await expect(words).toBeFocused();

  await words.click();
  await iAm(page, 'Marisol Vega');
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Mornings with music, and nobody yells.', { delay: 40 });
  await expect(field).toHaveValue('Mornings with music, and nobody yells.');
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await expect(words).toContainText('Mornings with music, and nobody yells.');
});

test('Marisol writes on when the plan no longer knows who is talking: her words are kept, Done asks, and the answer closes the field', async ({
  app,
}) => {
  const page = await app.open();
  const later = await laterOn(page);
  const p = await openVegas(page);
  // Where several people use a device, who is talking holds for ten minutes.
  await page.goto(`/settings/#p=${p}`);
  for (const name of ['Marisol Vega', 'Teo Vega']) {
    await page.getByRole('button', { name, exact: true }).click();
    await expect(page.getByRole('button', { name: `Set a PIN for ${name}` })).toBeVisible();
  }
  await page.goto(`/plan/#p=${p}`);
  const words = page.getByRole('button', { name: /^Change: Where we want to be/ });
  const field = page.getByRole('textbox', { name: 'Where we want to be' });
  const question = page.getByRole('dialog', { name: 'Who are you?' });
  const kept = page.getByRole('button', { name: 'Kept. Who is talking?' });
  await words.click();
  await iAm(page, 'Marisol Vega');
  await expect(field).toBeFocused();

  await later(11);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('Mornings with toast.', { delay: 40 });
  await expect(kept).toBeVisible();
  await expect(question).toBeHidden();
  await expect(field).toHaveValue('Mornings with toast.');

  // Leaving loses nothing.
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  await page.reload();
  await page.getByRole('link', { name: 'Plan', exact: true }).click();
  await expect(words).not.toContainText('toast');
  await words.click();
  await iAm(page, 'Marisol Vega');
  await expect(field).toHaveValue('Mornings with toast.');

  // Nor does closing the question.
  await later(11);
  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await question.getByRole('button', { name: 'Close' }).click();
  await expect(field).toHaveValue('Mornings with toast.');
  await expect(field).toBeFocused();

  await page.getByRole('button', { name: 'Done', exact: true }).click();
  await iAm(page, 'Marisol Vega');
  await expect(field).toBeHidden();
  await expect(words).toContainText('Mornings with toast.');
  await expect(words).toBeFocused();
});

test('UI3 needs come in another order by keyboard alone, the focus stays, and the new place is said', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  const order = () => page.locator('section.need h3').allTextContents();
  await expect(page.locator('section.need h3')).toHaveCount(5);
  const before = await order();
  const [first = '', second = ''] = before;

  const handle = page.getByRole('button', { name: `Move “${first}”`, exact: true });
  await handle.focus();
  await handle.press('ArrowDown');
  await iAm(page, 'Teo Vega');
  await expect.poll(order).toEqual([second, first, ...before.slice(2)]);
  await expect(handle).toBeFocused();
  await expect(page.getByText(`“${first}” is now number 2 of 5.`)).toBeAttached();

  await handle.press('ArrowUp');
  await expect.poll(order).toEqual(before);
  await expect(handle).toBeFocused();

  // One finger and no dragging: a tap shows the buttons.
  await handle.click();
  await page.getByRole('button', { name: `Move “${first}” down`, exact: true }).click();
  await expect.poll(order).toEqual([second, first, ...before.slice(2)]);
});

test('a need is dragged to another place, and Escape in the middle takes it back', async ({
  app,
}) => {
  const page = await app.open('/', { viewport: { width: 1280, height: 2400 } });
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  const order = () => page.locator('section.need h3').allTextContents();
  await expect(page.locator('section.need h3')).toHaveCount(5);
  const before = await order();
  const [first = '', second = '', third = ''] = before;
  // Who is talking is known before: the question would come in the middle of dragging.
  await page.getByRole('button', { name: `Move “${first}”`, exact: true }).press('ArrowDown');
  await iAm(page, 'Teo Vega');
  await expect.poll(order).toEqual([second, first, ...before.slice(2)]);

  const drag = async (name: string, to: string, drop: boolean): Promise<void> => {
    const handle = page.getByRole('button', { name: `Move “${name}”`, exact: true });
    const target = page.getByRole('button', { name: `Move “${to}”`, exact: true });
    await handle.scrollIntoViewIfNeeded();
    const from = await handle.boundingBox();
    const goal = await target.boundingBox();
    if (!from || !goal) throw new Error('not on screen');
    await page.mouse.move(from.x + 20, from.y + 20);
    await page.mouse.down();
    await page.mouse.move(from.x + 20, (from.y + goal.y) / 2, { steps: 5 });
    await page.mouse.move(from.x + 20, goal.y + 400, { steps: 10 });
    if (!drop) await page.keyboard.press('Escape');
    await page.mouse.up();
  };
  await drag(second, first, false);
  expect(await order()).toEqual([second, first, ...before.slice(2)]);
  await drag(second, first, true);
  await expect.poll(order).toEqual([first, second, ...before.slice(2)]);
  expect(third).not.toBe('');
});

test('what is taken out comes back with Undo, and a need with steps stays, said kindly', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  await page
    .getByRole('button', { name: 'Take “Draws what she cannot say” out of the plan' })
    .click();
  await iAm(page, 'Teo Vega');
  const bar = page.getByRole('group', { name: /is out of the plan/ });
  await expect(bar.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect(page.getByText('Draws what she cannot say', { exact: true })).toBeHidden();
  await bar.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Draws what she cannot say', { exact: true })).toBeVisible();

  const need = page.getByRole('region', { name: 'Marisol needs to rest' });
  await need.getByText('More').click();
  await need.getByRole('button', { name: 'Take out of the plan' }).click();
  await expect(need.getByText(/It stays for now/)).toBeVisible();
});

test('PLAN2 PLAN5 a need and its first step are written, and the step is on Today', async ({
  app,
}) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/plan/#p=${p}`);
  await page.getByRole('button', { name: 'Add a need' }).click();
  await page.getByRole('textbox', { name: 'What do we need?' }).fill('Luz wants to swim');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await iAm(page, 'Luz Vega');
  await page.getByRole('button', { name: 'Add a step for “Luz wants to swim”' }).click();
  await page.getByRole('textbox', { name: 'When', exact: true }).fill('When it is Friday');
  await page.getByRole('textbox', { name: 'What do we do?' }).fill('Luz packs her bag');
  await page.getByRole('button', { name: 'We agree' }).click();
  await expect(page.getByRole('article', { name: /Luz packs her bag/ })).toContainText(
    'nothing tried yet',
  );
  await page.getByRole('link', { name: 'Today' }).first().click();
  await expect(page.getByRole('article').filter({ hasText: 'Luz packs her bag' })).toBeVisible();
});

test('an earlier day is looked at as it was, and nothing can be changed there', async ({ app }) => {
  const page = await app.open();
  const p = await openVegas(page);
  await page.goto(`/story/#p=${p}`);
  const began = await page.getByLabel('Day', { exact: true }).getAttribute('min');
  const shown = new Date(`${began}T12:00:00Z`);
  shown.setUTCDate(shown.getUTCDate() + 21);
  await page.getByLabel('Day', { exact: true }).fill(shown.toISOString().slice(0, 10));
  await page.getByRole('button', { name: 'Look', exact: true }).click();
  await page.waitForURL(/\/plan\/#.*d=/);
  await expect(page.getByText('4 steps to look at together')).toBeVisible();
  await expect(page.getByText(/When the 6:15 alarm rings/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Change/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Add/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Move/ })).toHaveCount(0);

  await page.getByRole('link', { name: 'Back to today' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Today' })).toBeVisible();
  await page.goBack();
  await expect(page.getByText('4 steps to look at together')).toBeVisible();
});
