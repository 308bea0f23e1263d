import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildIfNeeded } from './build.js';
import { greeting } from './greeting.js';
import { install } from './install.js';
import { serve } from './serve.js';
import { readSettings } from './settings.js';
import { readSite } from './site.js';

/** `npm start`: install, build, serve, each only as far as it is still needed. */
async function start() {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const settings = readSettings(process.env);
  await install(root);
  await buildIfNeeded(root);
  const server = await serve(readSite(join(root, 'build')), settings);

  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : settings.port;
  console.log(greeting({ port, host: settings.host, secure: settings.tls !== undefined }));

  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
    process.once(signal, () => {
      // What is being sent goes out; who only keeps a line open is let go.
      server.close(() => process.exit(0));
      server.closeIdleConnections();
      setTimeout(() => server.closeAllConnections(), 3000).unref();
    });
  }
}

start().catch((error) => {
  if (error.code === 'EADDRINUSE') {
    console.error(`Port ${error.port} is already taken. Choose another one: PORT=4174 npm start`);
  } else {
    console.error(error.message);
  }
  process.exit(1);
});
