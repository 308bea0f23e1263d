/**
 * The layers (README, "The picture"): dependencies point one way.
 *
 *   routes → ui → i18n → domain ← document ← ledger ← vault, peers, carriers
 *      └────────► app, the composition root, knows them all except routes and ui
 *
 * Each layer names all it may import; anything else is an error.
 */
const layer = (name) => `^src/lib/${name}/`;
const pkg = (...names) => names.map((name) => `(^|/)node_modules/${name}/`);
const zod = pkg('zod/(v4/)?mini');
const svelte = pkg('svelte', 'esm-env');
const ws = pkg('ws', '@types/ws');
const kit = ['^\\$app/', '(^|/)node_modules/@sveltejs/kit/'];

const may = {
  domain: zod,
  i18n: [layer('domain'), ...svelte],
  document: [layer('domain'), ...pkg('yjs', 'lib0')],
  ledger: [
    ...['document', 'domain'].map(layer),
    ...zod,
    ...pkg('@hpke/(core|common)', 'yjs', 'lib0'),
  ],
  vault: [layer('ledger'), ...pkg('yjs', 'y-indexeddb', 'idb', 'lib0')],
  peers: [layer('ledger'), ...pkg('y-webrtc', 'y-protocols', 'yjs', 'lib0')],
  carriers: [layer('domain'), layer('ledger'), ...pkg('qr')],
  app: [
    ...['carriers', 'document', 'domain', 'i18n', 'ledger', 'peers', 'vault'].map(layer),
    ...zod,
    ...pkg('papaparse', '@types/papaparse'),
    ...svelte,
    ...kit,
  ],
  ui: [...['app', 'domain', 'i18n'].map(layer), ...svelte, ...kit],
};

module.exports = {
  forbidden: [
    ...Object.entries(may).map(([name, allowed]) => ({
      name: `${name}-knows-only-its-own`,
      severity: 'error',
      from: { path: layer(name) },
      to: { pathNot: [layer(name), ...allowed] },
    })),
    {
      name: 'routes-know-screens-and-words',
      comment: 'Documents and storage are reached through app alone.',
      severity: 'error',
      from: { path: '^src/routes/' },
      to: {
        pathNot: [
          '^src/routes/',
          ...['app', 'domain', 'i18n', 'ui'].map(layer),
          ...svelte,
          ...kit,
          '\\.(css|svg|woff2)$',
        ],
      },
    },
    {
      name: 'first-places-say-early-words',
      comment: 'Home and Today are drawn before the late words are here: src/lib/i18n/early.ts.',
      severity: 'error',
      from: {
        path: '^src/(lib/ui/(home|kit|shell|today)/|routes/(today/)?\\+(page|layout|error)\\.)',
      },
      to: { path: '^src/lib/i18n/m\\.svelte\\.ts$', reachable: true },
    },
    {
      name: 'server-stands-alone',
      comment: 'npm start must run before anything is installed.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { pathNot: ['^src/server/', ...ws], dependencyTypesNot: ['core'] },
    },
    {
      name: 'ws-comes-after-installing',
      comment: 'One file asks for it, and only once it runs: openSignalling.js.',
      severity: 'error',
      from: { path: '^src/server/' },
      to: { path: ws, dynamic: false },
    },
    {
      name: 'one-file-opens-lines',
      comment: 'Where another asks for ws, its caps are forgotten.',
      severity: 'error',
      from: { path: '^src/server/', pathNot: '^src/server/signal/openSignalling\\.js$' },
      to: { path: ws },
    },
    {
      name: 'no-node-in-the-browser',
      severity: 'error',
      from: { path: '^src/(lib|routes)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-tests-in-the-app',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^tests/' },
    },
    {
      name: 'nothing-stands-outside-the-layers',
      comment: 'A new folder under src/lib gets its rule above first.',
      severity: 'error',
      from: { path: '^src/lib/', pathNot: Object.keys(may).map(layer) },
      to: {},
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or three.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-missing',
      severity: 'error',
      from: { path: '^src/' },
      to: { couldNotResolve: true, pathNot: ['^\\$app/', '^virtual:', '\\?(url|worker|raw)$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    webpackConfig: { fileName: require.resolve('./fence-alias.cjs') },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'types', 'default'],
      extensions: ['.ts', '.js', '.svelte', '.json', '.d.ts'],
    },
  },
};
