import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    // Yjs names it for a few warnings; it brings a DOM and a schema library along (17 kB).
    alias: { 'lib0/logging': here('./src/lib/document/quietLogging.ts') },
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // What most places share travels as a few files and not as sixty: fewer round trips, and
              // compressed together it is smaller. What only an open plan needs stays off the way to Home.
              groups: [
                {
                  name: 'documents',
                  test: /node_modules[\\/](yjs|lib0|y-indexeddb)[\\/]/,
                  priority: 3,
                },
                {
                  name: 'svelte',
                  test: /node_modules[\\/](svelte|@sveltejs|esm-env|clsx)[\\/]/,
                  priority: 2,
                },
                { name: 'shared', test: /src[\\/]lib[\\/]/, minShareCount: 9, priority: 1 },
              ],
            },
          },
        },
      },
    },
  },
  // Tells which plugin took how long, on every build.
  build: { rolldownOptions: { checks: { pluginTimings: false } } },
  plugins: [
    sveltekit(),
    SvelteKitPWA({
      registerType: 'prompt',
      injectRegister: false,
      // static/manifest.webmanifest is written by hand. The plugin would leave a file of the name it
      // generates out of the precache, and it generates none.
      manifest: false,
      manifestFilename: 'generated.webmanifest',
      kit: {
        adapterFallback: '200.html',
        // The shell changes with every build. The plugin's own way to say so throws where a build went
        // wrong before, and hides what went wrong.
        spa: { fallbackRevision: async () => String(Date.now()) },
        trailingSlash: 'always',
      },
      workbox: {
        // All that works offline after one visit: every script, style, the font, and the pages from which
        // people start or come back, ready to paint; any other address opens from the shell. Icons of
        // the installed app are the system's by then.
        globPatterns: [
          'client/**/*.{js,css,svg,woff2,webmanifest,json}',
          'prerendered/pages/index.html',
          'prerendered/pages/{today,plan,people,story,step,try,adjust,safety}/index.html',
        ],
        globIgnores: ['client/_app/version.json'],
        // A link inside the app that ends without a slash, or with a question, is still that page.
        ignoreURLParametersMatching: [/.*/],
      },
    }),
  ],
});
