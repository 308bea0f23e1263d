import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.js';
import { greeting } from './greeting.js';
import { install } from './install.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { readHosts } from './signal/hosts.js';
import { openSignalling } from './signal/openSignalling.js';
import { readSignalSettings } from './signal/signalSettings.js';
import { readSite } from './site.js';
import { sayWhy } from './sayWhy.js';
import { stopWhenAsked } from './stopWhenAsked.js';

/** `npm start`: install, build, serve, each only as far as it is still needed. */
async function start() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const settings = readSettings(process.env);
  const signalSettings = readSignalSettings(process.env);
  const hosts = readHosts(process.env);
  await install(root);
  await buildIfNeeded(root, hosts);
  const signalling = await openSignalling(signalSettings);
  const server = await serve(readSite(join(root, 'build')), settings, signalling);

  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  console.log(greeting({ port, host: settings.host, secure: settings.tls !== undefined }));

  stopWhenAsked(server, signalling);
}

start().catch(sayWhy('npm start'));
