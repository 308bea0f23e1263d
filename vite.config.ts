import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sveltekit } from '@sveltejs/kit/vite';
import { SvelteKitPWA } from '@vite-pwa/sveltekit';
import { defineConfig, type Plugin, type Rolldown } from 'vite';

type CodeSplittingNameFunction = Rolldown.CodeSplittingNameFunction;

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The workers, which run what the page runs. */
const workers = /src[\\/]lib[\\/]app[\\/](together[\\/])?(engine|import)Worker\.ts$/;

/**
 * Makes a worker an entry of the page's own build, so that both run the same files: by itself a worker is built apart, with a
 * second copy of Yjs, of the schemas and of storage.
 */
const workersShareFiles = (): Plugin => ({
  name: 'workers-share-files',
  apply: 'build',
  enforce: 'pre',
  applyToEnvironment: ({ name }) => name === 'client',
  transform: {
    filter: { code: /new Worker\(/ },
    handler(code, importer) {
      const folder = dirname(importer);
      return code.replace(/new URL\('(\.[^']*)', import\.meta\.url\)/g, (_all, path: string) => {
        const entry = this.emitFile({ type: 'chunk', id: join(folder, path) });
        return `import.meta.ROLLUP_FILE_URL_${entry}`;
      });
    },
  },
});

/** How the HPKE library names, from within, what each of its algorithms begins with, and Node's module. */
const inHpke = /^(crypto|\.{1,2}\/(\.\.\/|src\/)*algorithm\.js)$/;

/** What the window needs of a plan that is shared, as soon as it is opened: these, and all that they import. */
const whenOpened = /src[\\/]lib[\\/]app[\\/]together[\\/](together|sealedKeeping|sealIn)\.ts$/;

/** What the window and the worker of a shared plan both need at once. */
const bothHold =
  /src[\\/]lib[\\/](app[\\/]together[\\/](circleEntry|tabLocks|unsealed)|ledger[\\/](bytes|identity|logRecord|sealingKey)|domain[\\/]circle[\\/]circleId)\.ts$/;

/** The layout, Home and Today, as SvelteKit numbers and names them. */
const firstPlaces = /src[\\/]routes[\\/](today[\\/])?\+(layout|page)\.(svelte|ts)$/;

type Modules = Parameters<CodeSplittingNameFunction>[1];

/** Whether one of these files imports a module, however far down. */
const isReachedFrom = (files: RegExp, id: string, modules: Modules): boolean => {
  const seen = new Set<string>();
  const reaches = (one: string): boolean => {
    if (files.test(one)) return true;
    if (seen.has(one)) return false;
    seen.add(one);
    return modules.getModuleInfo(one)?.importers.some(reaches) ?? false;
  };
  return reaches(id);
};

/** A module that one of the first places imports comes in the first file. */
const comesFirst: CodeSplittingNameFunction = (id, modules) =>
  isReachedFrom(firstPlaces, id, modules) ? 'first' : null;

/** What a worker needs too comes in a file of its own: the first one draws, and a worker has no page to draw on. */
const drawsNothing: CodeSplittingNameFunction = (id, modules) =>
  id.includes('vite/preload-helper') ||
  (isReachedFrom(workers, id, modules) && isReachedFrom(firstPlaces, id, modules))
    ? 'common'
    : null;

/** What several places draw with comes in one file: together it is smaller than in twenty. */
const manyDraw: CodeSplittingNameFunction = (id, modules) =>
  isReachedFrom(workers, id, modules) ? null : 'shared';

export default defineConfig({
  resolve: {
    alias: [
      // Yjs names it for a few warnings; it brings a DOM and a schema library along (17 kB).
      { find: 'lib0/logging', replacement: here('./src/lib/document/quietLogging.ts') },
      // HPKE asks Node for what every browser has.
      { find: inHpke, replacement: here('./src/lib/ledger/nativeAlgorithm.ts') },
      // Who is here is told by our own frames.
      { find: 'y-protocols/awareness', replacement: here('./src/lib/peers/noAwareness.ts') },
      // y-webrtc finds our peer under this name (PEER1).
      {
        find: 'simple-peer/simplepeer.min.js',
        replacement: here('./src/lib/peers/simplePeer.ts'),
      },
    ],
  },
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              // The layout, Home and Today travel as one file, and what an open plan needs as another:
              // fewer round trips than sixty small ones, and compressed together they are smaller.
              groups: [
                {
                  name: 'documents',
                  test: /node_modules[\\/](yjs|lib0|y-indexeddb)[\\/]/,
                  priority: 4,
                },
                {
                  name: 'svelte',
                  test: /node_modules[\\/](svelte|@sveltejs|esm-env|clsx|devalue)[\\/]/,
                  priority: 3,
                },
                { name: drawsNothing, debugName: 'common', priority: 3 },
                { name: comesFirst, debugName: 'first', priority: 2 },
                {
                  name: manyDraw,
                  test: /src[\\/]lib[\\/](?!.*[\\/]together[\\/])(ui|domain|i18n)[\\/]/,
                  minShareCount: 4,
                  priority: 1,
                },
                // The lock of changes of history, which comes with them for whoever shares no plan.
                {
                  name: 'store',
                  test: /src[\\/]lib[\\/]vault[\\/](alone|documentStore)\.ts$/,
                  priority: 1,
                },
                { name: 'both', test: bothHold, priority: 1 },
                { name: 'together', test: whenOpened, priority: 0 },
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
    workersShareFiles(),
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
          'prerendered/pages/{today,plan,step,try,safety}/index.html',
        ],
        globIgnores: ['client/_app/version.json'],
        // A link inside the app that ends without a slash, or with a question, is still that page.
        ignoreURLParametersMatching: [/.*/],
      },
    }),
  ],
});
