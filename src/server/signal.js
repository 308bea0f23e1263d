import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './install.js';
import { sayWhy } from './sayWhy.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { openSignalling } from './signal/openSignalling.js';
import { readSignalSettings } from './signal/signalSettings.js';
import { stopWhenAsked } from './stopWhenAsked.js';

/**
 * `npm run signal`: the place where devices find each other, alone. On this machine only unless
 * HOST says more: mostly a proxy with a certificate stands before it.
 */
async function signal() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const settings = readSettings(process.env, { port: 4444, host: '127.0.0.1' });
  const signalSettings = readSignalSettings(process.env);
  if (!existsSync(join(root, 'node_modules', 'ws'))) await install(root);
  const signalling = await openSignalling(signalSettings);
  const nothing = { resources: new Map(), fallback: undefined };
  const server = await serve(nothing, settings, signalling);

  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  const host = settings.host?.includes(':') ? `[${settings.host}]` : settings.host;
  console.log(`Signalling is ready at ${settings.tls ? 'wss' : 'ws'}://${host}:${port}/signal`);
  stopWhenAsked(server, signalling);
}

signal().catch(sayWhy('npm run signal'));
