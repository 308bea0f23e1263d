import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { LAUNCH } from './chromium.js';

const PROPERTIES = ['tests/property/**/*.test.{js,ts}', 'tests/**/*.property.test.{js,ts}'];
/** LONG=1 runs the same properties on longer series. */
const long = process.env.LONG === '1';

export default defineConfig({
  plugins: [sveltekit()],
  test: {
    testTimeout: long ? 600_000 : 15_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.{js,ts}'],
          exclude: PROPERTIES,
        },
      },
      {
        extends: true,
        test: {
          name: 'property',
          environment: 'node',
          include: PROPERTIES,
          setupFiles: ['tests/config/properties.ts'],
          testTimeout: long ? 600_000 : 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'component',
          include: ['tests/component/**/*.test.{js,ts}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: LAUNCH }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
