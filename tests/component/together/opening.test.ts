import { beforeAll, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import { m } from '../../../src/lib/i18n/m.svelte';
import { speak } from '../../../src/lib/i18n/words.svelte';
import Opening from '../../../src/lib/ui/together/Opening.svelte';

beforeAll(() => speak('en', true));

test('VAU3 where who is in does not open, it says that nothing is lost, and it can be tried again', async () => {
  const { rerender } = await render(Opening, { isStuck: false });
  await expect.element(page.getByText(m.together.opening)).toBeVisible();
  await rerender({ isStuck: true });
  await expect.element(page.getByText(m.together.notOpened.title)).toBeVisible();
  await expect.element(page.getByText(m.together.notOpened.text)).toBeVisible();
  await expect.element(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expect.element(page.getByText(m.together.opening)).not.toBeInTheDocument();
});
