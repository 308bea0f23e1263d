import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { LAUNCH } from './chromium.js';

const PROPERTIES = ['tests/property/**/*.test.{js,ts}', 'tests/**/*.property.test.{js,ts}'];
/** LONG=1 runs the same properties on longer series. */
const long = process.env.LONG === '1';

/** One seed for a whole run, so that any failure can be had again: FC_SEED=… npm run test:property. */
const seed = process.env.FC_SEED ?? String(Date.now() & 0x7fffffff);
if (process.env.FC_SEED === undefined) console.log(`fast-check seed: ${seed}`);
process.env.FC_SEED = seed;

const peers = (file: string) =>
  fileURLToPath(new URL(`../../src/lib/peers/${file}.ts`, import.meta.url));

export default defineConfig({
  plugins: [sveltekit()],
  // As vite.config.ts has it.
  resolve: {
    alias: [{ find: 'simple-peer/simplepeer.min.js', replacement: peers('simplePeer') }],
  },
  // Bundled beforehand, it would bring a second copy of our peer along.
  optimizeDeps: { exclude: ['y-webrtc'] },
  test: {
    testTimeout: long ? 600_000 : 30_000,
    // By itself it leaves a core to whoever looks on: half of two.
    maxWorkers: '100%',
    env: { FC_SEED: seed },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['tests/unit/**/*.test.{js,ts}'],
          exclude: PROPERTIES,
          setupFiles: ['tests/config/properties.ts'],
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
        // Elsewhere the original is what is tested against.
        resolve: {
          alias: [{ find: 'y-protocols/awareness', replacement: peers('noAwareness') }],
        },
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
