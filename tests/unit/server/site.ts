import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as plainRequest, type IncomingHttpHeaders, type Server } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { compress } from '../../../src/server/compress.js';
import { serve, type Settings } from '../../../src/server/serve.js';
import { readSite } from '../../../src/server/site.js';

export const POLICY = "default-src 'none'; script-src 'self' 'sha256-abc='";
export const LONG_SCRIPT = 'export const plan = "we try it";\n'.repeat(100);

const page = (title: string) =>
  `<!doctype html><html><head><meta http-equiv="content-security-policy" content="${POLICY}">` +
  `<title>${title}</title></head><body>${'A plan is tried. '.repeat(40)}</body></html>`;

/** A small built site in a folder of its own, gone when the test is over. */
export function makeSite(): string {
  const dir = mkdtempSync(join(tmpdir(), 'site-'));
  onTestFinished(() => rmSync(dir, { recursive: true }));
  const contents = {
    'build/index.html': page('Home'),
    'build/today/index.html': page('Today'),
    'build/200.html': page('Not here'),
    'build/sw.js': LONG_SCRIPT,
    'build/manifest.webmanifest': '{"name":"Lived Plan"}',
    'build/icons/icon.png': 'not really a picture',
    'build/_app/immutable/start.js': LONG_SCRIPT,
    'build/.built': '',
    'secret.txt': 'what lies beside build/ is nobody’s business',
  };
  for (const [name, text] of Object.entries(contents)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
  compress(join(dir, 'build'));
  return join(dir, 'build');
}

/** Serves such a site at any free port until the test is over. */
export async function serveSite(settings: Partial<Settings> = {}): Promise<Server> {
  const server = await serve(readSite(makeSite()), {
    port: 0,
    host: '127.0.0.1',
    tls: undefined,
    ...settings,
  });
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  return server;
}

export interface Got {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Asks for exactly this path: fetch and browsers would tidy up "/../" before it is sent. */
export function ask(
  server: Server,
  path: string,
  { method = 'GET', headers = {}, secure = false } = {} as {
    method?: string;
    headers?: Record<string, string>;
    secure?: boolean;
  },
): Promise<Got> {
  const { port } = server.address() as AddressInfo;
  const request = secure ? secureRequest : plainRequest;
  const options = { host: '127.0.0.1', port, path, method, headers, rejectUnauthorized: false };
  return new Promise((resolve, reject) => {
    request(options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    })
      .on('error', reject)
      .end();
  });
}
