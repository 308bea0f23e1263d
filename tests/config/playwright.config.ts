import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { LAUNCH } from './chromium.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** Another port for each checkout that runs at the same time. */
const port = Number(process.env.E2E_PORT ?? 4319);

export default defineConfig({
  testDir: `${root}/tests/e2e`,
  testMatch: '**/*.test.ts',
  outputDir: `${root}/test-results/e2e`,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  workers: 2,
  timeout: process.env.LONG === '1' ? 300_000 : 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  use: {
    baseURL: `http://localhost:${port}`,
    browserName: 'chromium',
    launchOptions: LAUNCH,
    // Every test writes one: pictures and copies of the page in it cost a sixth of all the time.
    trace: { mode: 'retain-on-failure', screenshots: false, snapshots: false, sources: false },
    screenshot: 'only-on-failure',
  },
  webServer: {
    command: 'node src/server/start.js',
    cwd: root,
    env: { PORT: String(port), HOST: 'localhost' },
    url: `http://localhost:${port}/`,
    reuseExistingServer: false,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5000 },
    timeout: 180_000,
  },
});
