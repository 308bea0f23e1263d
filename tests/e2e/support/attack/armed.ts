import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { build } from 'vite';
import type {} from './inPage';

let bundled: Promise<string> | undefined;

/** The tools in one piece, as a page takes them. */
const bundle = async (): Promise<string> => {
  const output = await build({
    configFile: false,
    logLevel: 'error',
    resolve: {
      // As vite.config.ts has it.
      alias: [
        {
          find: /^(crypto|\.{1,2}\/(\.\.\/|src\/)*algorithm\.js)$/,
          replacement: fileURLToPath(
            new URL('../../../../src/lib/ledger/nativeAlgorithm.ts', import.meta.url),
          ),
        },
      ],
    },
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('./inPage.ts', import.meta.url)),
        formats: ['iife'],
        name: 'tools',
      },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const [first] = [output].flat();
  if (!first || !('output' in first)) throw new Error('nothing was built');
  return first.output[0].code;
};

/**
 * A page at the same storage on which nothing of the app runs, with `attack` in it: an app of somebody’s own, with the
 * keys of whoever uses this browser.
 */
export const armedPage = async (page: Page): Promise<Page> => {
  bundled ??= bundle();
  const armed = await page.context().newPage();
  const tools = await armed.context().newCDPSession(armed);
  // A file's own policy lets nobody be asked for anything; an app of somebody's own has another.
  await tools.send('Page.setBypassCSP', { enabled: true });
  await armed.route('**/favicon.ico', (route) => route.fulfill({ status: 204 }));
  await armed.goto(new URL('/manifest.webmanifest', page.url()).href);
  await armed.evaluate(await bundled);
  return armed;
};
