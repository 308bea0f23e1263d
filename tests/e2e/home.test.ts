import { axe, expect, test } from './app';

test('SEC1 Home opens under a strict policy, and breaks nothing of it', async ({ app }) => {
  const page = await app.open();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();

  const { headers } = { headers: (await page.request.get('/')).headers() };
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).toMatch(/script-src 'self'( 'sha256-[\w+/=]+')+;/);
  expect(policy).not.toContain('unsafe-inline');
  expect(policy).not.toContain('unsafe-eval');
});

test('SEC1 a script that got into the page is not run', async ({ app }) => {
  const page = await app.open();
  const ran = await page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.intruder = true';
    document.body.append(script);
    return 'intruder' in globalThis;
  });
  expect(ran).toBe(false);
  expect(app.troubles.splice(0).join()).toContain('Content Security Policy');
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const locale of ['en-US', 'es-MX']) {
    test(`UI3 Home has no fault that axe can find, ${locale}, ${colorScheme}`, async ({ app }) => {
      const page = await app.open('/', { colorScheme, locale });
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await axe(page);
    });
  }
}

test('an address that does not exist says so and leads back', async ({ app }) => {
  const page = await app.open('/nowhere/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(app.troubles.splice(0).join()).toContain('404');
});
