import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compress } from '../../src/server/compress.js';
import { run } from '../../src/server/run.js';
import { readSite } from '../../src/server/site.js';
import { serve } from '../../src/server/serve.js';

const folder = fileURLToPath(new URL('./floor', import.meta.url));

/**
 * Builds a floor with the same tools as ours.
 *
 * @param {string} from a folder with a vite.config.js
 * @returns {Promise<string>} the built site's folder, to be removed by who asked
 */
export async function buildFloor(from) {
  const out = mkdtempSync(join(tmpdir(), 'floor-'));
  const vite = fileURLToPath(new URL('../../node_modules/vite/bin/vite.js', import.meta.url));
  await run(process.execPath, [vite, 'build', '--logLevel', 'error', '--emptyOutDir'], {
    cwd: from,
    env: { ...process.env, FLOOR_OUT: out },
  });
  if (!existsSync(join(out, 'index.html'))) throw new Error('the floor app was not built');
  await compress(out);
  return out;
}

/**
 * The floor app, served with the same server as ours.
 *
 * @returns {Promise<{ origin: string, close(): void }>}
 */
export async function serveFloor() {
  const out = await buildFloor(folder);
  const { origin, close } = await serveFolder(out);
  return {
    origin,
    close: () => {
      close();
      rmSync(out, { recursive: true, force: true });
      // Other checks read everything that lies in the project.
      rmSync(join(folder, '.svelte-kit'), { recursive: true, force: true });
    },
  };
}

/**
 * @param {string} build a built site
 * @returns {Promise<{ origin: string, close(): void }>}
 */
export async function serveFolder(build) {
  const server = await serve(readSite(build), { port: 0, host: 'localhost', tls: undefined });
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no address');
  return {
    origin: `http://localhost:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
