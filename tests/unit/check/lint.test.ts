import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { expect, test } from 'vitest';

const cwd = fileURLToPath(new URL('../../..', import.meta.url));
const eslint = new ESLint({ cwd, overrideConfigFile: 'tests/config/eslint.config.js' });

async function faults(filePath: string, code: string): Promise<(string | null)[]> {
  const [result] = await eslint.lintText(code, { filePath: `${cwd}${filePath}` });
  return result?.messages.map(({ ruleId }) => ruleId) ?? [];
}

test.each([
  'export const a = Date.now();',
  'export const a = new Date();',
  'export const a = Math.random();',
  'export const a = crypto.randomUUID();',
])('the domain and the documents have neither clock nor chance: %s', async (code) => {
  for (const layer of ['domain', 'document']) {
    const found = await faults(`src/lib/${layer}/planted.ts`, code);
    expect(found.some((rule) => rule?.startsWith('no-restricted-'))).toBe(true);
  }
  expect(await faults('src/lib/app/planted.ts', code)).toEqual([]);
});

test('a day that is given is no clock', async () => {
  expect(await faults('src/lib/domain/planted.ts', 'export const a = new Date(0);')).toEqual([]);
});

test('SEC1 text is never put into a page as HTML, nor a style into its markup', async () => {
  const page = (markup: string) => faults('src/routes/planted/+page.svelte', `${markup}\n`);
  expect(await page('{@html "<b>bold</b>"}')).toContain('svelte/no-at-html-tags');
  expect(await page('<p style="color: red">a</p>')).toContain('svelte/no-inline-styles');
  expect(await page('<p>fine</p>')).toEqual([]);
});

test('the escape hatches of the compiler are shut', async () => {
  expect(await faults('src/lib/app/planted.ts', 'export const a: any = 1;')).toContain(
    '@typescript-eslint/no-explicit-any',
  );
  expect(await faults('src/lib/app/planted.ts', '// @ts-ignore\nexport const a = 1;')).toContain(
    '@typescript-eslint/ban-ts-comment',
  );
});

test('a test neither sleeps nor is left out', async () => {
  const inTest = (code: string) => faults('tests/e2e/planted.test.ts', code);
  expect(await inTest('await page.waitForTimeout(5);')).toContain('no-restricted-syntax');
  expect(await inTest("test.only('a', () => {});")).toContain('no-restricted-syntax');
  expect(await inTest("test.skip('a', () => {});")).toContain('no-restricted-syntax');
});
