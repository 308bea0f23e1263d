import { createRawSnippet } from 'svelte';
import { beforeAll, expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page, userEvent } from 'vitest/browser';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';
import Button from '../../../src/lib/ui/kit/Button.svelte';
import ChipGroup from '../../../src/lib/ui/kit/ChipGroup.svelte';
import Face from '../../../src/lib/ui/kit/Face.svelte';
import Field from '../../../src/lib/ui/kit/Field.svelte';
import Live from '../../../src/lib/ui/kit/Live.svelte';
import { announce } from '../../../src/lib/ui/kit/live.svelte';
import Progress from '../../../src/lib/ui/kit/Progress.svelte';
import Refusal from '../../../src/lib/ui/kit/Refusal.svelte';
import Say from '../../../src/lib/ui/kit/Say.svelte';

beforeAll(() => speak('en', true));

const words = (text: string) => createRawSnippet(() => ({ render: () => `<span>${text}</span>` }));

test('a button that is busy keeps its place and the focus, and takes no second tap', async () => {
  const onclick = vi.fn();
  const { rerender } = await render(Button, { onclick, children: words('We agree') });
  const button = page.getByRole('button', { name: 'We agree' });
  await button.click();
  await rerender({ busy: true });
  await button.click({ force: true });
  await expect.element(button).toHaveAttribute('aria-busy', 'true');
  await expect.element(button).toHaveFocus();
  expect(onclick).toHaveBeenCalledTimes(1);
});

test('several chips can be chosen, each tap taking in or out, by keyboard too', async () => {
  const onchange = vi.fn();
  const options = [
    { code: 'tooBig', label: 'The step was too big' },
    { code: 'timing', label: 'Not a good time' },
  ];
  await render(ChipGroup, { label: 'What got in the way?', options, chosen: ['tooBig'], onchange });
  await expect.element(page.getByRole('group', { name: 'What got in the way?' })).toBeVisible();
  await page.getByRole('button', { name: 'Not a good time' }).click();
  expect(onchange).toHaveBeenLastCalledWith(['tooBig', 'timing']);
  const chosen = page.getByRole('button', { name: 'The step was too big' });
  await expect.element(chosen).toHaveAttribute('aria-pressed', 'true');
  (chosen.element() as HTMLElement).focus();
  await userEvent.keyboard(' ');
  expect(onchange).toHaveBeenLastCalledWith([]);
});

test('of a group for one, another chip takes the place of the first', async () => {
  const onchange = vi.fn();
  const options = ['yes', 'some', 'no'].map((code) => ({ code, label: code }));
  await render(ChipGroup, { label: 'Did it help?', options, chosen: ['yes'], one: true, onchange });
  await page.getByRole('button', { name: 'some' }).click();
  expect(onchange).toHaveBeenLastCalledWith(['some']);
});

test('a field says its hint and what is wrong with it to those who hear', async () => {
  await render(Field, {
    label: 'Where it goes',
    hint: 'An everyday page',
    error: 'It begins with https://',
    value: 'weather',
  });
  const field = page.getByLabelText('Where it goes');
  await expect
    .element(field)
    .toHaveAccessibleDescription('An everyday page It begins with https://');
  await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  await expect.element(page.getByRole('alert')).toHaveTextContent('It begins with https://');
});

test('a long field grows with its words and never hides a line', async () => {
  await render(Field, { label: 'What happened', long: true });
  const field = page.getByLabelText('What happened');
  const height = () => field.element().clientHeight;
  const before = height();
  await field.fill('one\ntwo\nthree\nfour\nfive\nsix');
  await expect.poll(height).toBeGreaterThan(before * 2);
  expect(field.element().scrollHeight).toBeLessThanOrEqual(height() + 1);
});

test('the same words said twice are said twice', async () => {
  await render(Live, {});
  const said: string[] = [];
  const watch = new MutationObserver((changes) => {
    for (const { target } of changes) if (target.textContent) said.push(target.textContent);
  });
  watch.observe(document.body, { characterData: true, childList: true, subtree: true });
  announce('Saved.');
  await expect.poll(() => said.length).toBe(1);
  announce('Saved.');
  await expect.poll(() => said.length).toBe(2);
  watch.disconnect();
  expect(said).toEqual(['Saved.', 'Saved.']);
});

test('a face shows letters, and is read as the name', async () => {
  await render(Face, { person: { name: 'Coach Benji', supportType: 'community' }, typed: true });
  const face = page.getByText('Coach Benji').element().parentElement;
  expect(face?.textContent?.replace(/\s+/g, ' ').trim()).toBe('CB Coach Benji (Community)');
  expect(face?.querySelector('[aria-hidden]')?.textContent).toBe('CB');
});

test('PLAN2 a step stands as its sentence, Plan B by its name on a line of its own, in the language it was written in', async () => {
  const sentence = {
    cue: 'When Mr. Hollis honks at 6:55',
    action: 'Teo gets in the car',
    backup: 'If Mr. Hollis is away, Teo takes the 7:20 bus',
    says: { es: { cue: 'Cuando toca el claxon', action: 'Teo se sube al carro' } },
  };
  const { container } = await render(Say, { sentence });
  const lines = () =>
    [...container.querySelectorAll('p')].map((line) =>
      line.textContent?.replace(/\s+/g, ' ').trim(),
    );
  expect(lines()).toEqual([
    'When Mr. Hollis honks at 6:55, Teo gets in the car.',
    'Plan B If Mr. Hollis is away, Teo takes the 7:20 bus.',
  ]);
  expect(container.querySelector('b')?.textContent).toBe('When Mr. Hollis honks at 6:55');
  await speak('es', true);
  await expect.poll(lines).toEqual(['Cuando toca el claxon, Teo se sube al carro.']);
  expect(container.querySelector('.say')?.getAttribute('lang')).toBe('es');
  await speak('en', true);
});

test('what goes on for a while says how far it is, and can be stopped', async () => {
  const onstop = vi.fn();
  await render(Progress, { label: 'Bringing in “plan.json”', value: 0.4, onstop });
  const bar = page.getByLabelText('Bringing in “plan.json”');
  await expect.element(bar).toHaveAttribute('value', '0.4');
  await page.getByRole('button', { name: m.common.stop }).click();
  expect(onstop).toHaveBeenCalledOnce();
});

test('UI2 a refusal is said, and what was saved says nothing', async () => {
  const { rerender } = await render(Refusal, { refusal: { kind: 'sameSentence' } });
  await expect.element(page.getByRole('status')).toHaveTextContent(m.refusal.sameSentence);
  await rerender({ refusal: 'saved' });
  await expect.element(page.getByRole('status')).not.toBeInTheDocument();
});
