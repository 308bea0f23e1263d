import { createConnection, type AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ask, LONG_SCRIPT, POLICY, serveSite } from './site';

describe('what is kept by whom', () => {
  test('files whose name changes with their contents are kept for ever', async () => {
    const { headers } = await ask(await serveSite(), '/_app/immutable/start.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  test.each(['/', '/today/', '/200.html', '/sw.js', '/manifest.webmanifest', '/icons/icon.png'])(
    '%s is asked for anew each time, so that an update arrives',
    async (path) => {
      const { status, headers } = await ask(await serveSite(), path);
      expect([status, headers['cache-control']]).toEqual([200, 'no-cache']);
    },
  );

  test('who has it already is told so and gets no body, in each encoding', async () => {
    const server = await serveSite();
    for (const encoding of ['br', 'gzip', 'identity']) {
      const first = await ask(server, '/', { headers: { 'accept-encoding': encoding } });
      const tag = String(first.headers.etag);
      for (const known of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const again = await ask(server, '/', {
          headers: { 'accept-encoding': encoding, 'if-none-match': known },
        });
        expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, tag]);
        expect(again.headers['cache-control']).toBe('no-cache');
        expect(again.headers['content-security-policy']).toContain(POLICY);
      }
      const other = await ask(server, '/', {
        headers: { 'accept-encoding': encoding, 'if-none-match': '"other"' },
      });
      expect(other.status).toBe(200);
    }
  });

  test('the tags of two encodings differ, so that no cache mixes their bytes', async () => {
    const server = await serveSite();
    const tags = ['br', 'gzip', 'identity'].map(
      async (encoding) =>
        (await ask(server, '/', { headers: { 'accept-encoding': encoding } })).headers.etag,
    );
    expect(new Set(await Promise.all(tags)).size).toBe(3);
  });
});

describe('compression', () => {
  test.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0.5, *;q=0.1', 'br'],
    ['BR', 'br'],
    ['identity', undefined],
    ['*;q=0', undefined],
    ['', undefined],
  ])('who accepts "%s" gets %s', async (accepted, chosen) => {
    const server = await serveSite();
    const { headers, body } = await ask(server, '/sw.js', {
      headers: { 'accept-encoding': accepted },
    });
    expect(headers['content-encoding']).toBe(chosen);
    expect(headers.vary).toBe('accept-encoding');
    expect(Number(headers['content-length'])).toBe(body.length);
    const plain =
      chosen === 'br' ? brotliDecompressSync(body) : chosen === 'gzip' ? gunzipSync(body) : body;
    expect(plain.toString()).toBe(LONG_SCRIPT);
  });

  test('a picture is sent as it is', async () => {
    const { headers } = await ask(await serveSite(), '/icons/icon.png', {
      headers: { 'accept-encoding': 'br, gzip' },
    });
    expect(headers['content-encoding']).toBeUndefined();
    expect(headers['content-type']).toBe('image/png');
  });

  test('the compressed copies have no address of their own', async () => {
    const server = await serveSite();
    expect((await ask(server, '/sw.js.br')).status).toBe(404);
    expect((await ask(server, '/index.html.gz')).status).toBe(404);
  });
});

describe('SEC1 safety', () => {
  test('each page’s own policy is sent as a header too, and no one may frame it', async () => {
    const { headers } = await ask(await serveSite(), '/today/');
    expect(headers['content-security-policy']).toBe(`${POLICY}; frame-ancestors 'none'`);
  });

  test('a script has the policy that a worker made of it would go by', async () => {
    const { headers } = await ask(await serveSite(), '/sw.js');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'",
    );
  });

  test.each(['/', '/sw.js', '/icons/icon.png', '/nowhere.js', '/nowhere/'])(
    'the same guards stand on every answer: %s',
    async (path) => {
      const { headers } = await ask(await serveSite(), path, { headers: { accept: 'text/html' } });
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toMatch(/\bcamera=\(self\).* microphone=\(\)/);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  test.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/today/../../secret.txt',
    '/..\\secret.txt',
    '//etc/passwd',
    '/.built',
    '/%00',
  ])('nothing outside the built files can be had: %s', async (path) => {
    const { status, body } = await ask(await serveSite(), path);
    expect(status).toBe(404);
    expect(body.toString()).not.toContain('nobody’s business');
  });

  test('an address that is no UTF-8 is refused and hurts no one', async () => {
    const server = await serveSite();
    expect((await ask(server, '/%ff')).status).toBe(400);
    expect((await ask(server, '/')).status).toBe(200);
  });

  test('a redirect never leads to another host', async () => {
    const server = await serveSite();
    expect((await ask(server, '//today')).status).toBe(404);
    expect((await ask(server, '//evil.example/today')).status).toBe(404);
  });

  test.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('%s is not a thing here', async (method) => {
    const { status, headers } = await ask(await serveSite(), '/', { method });
    expect([status, headers.allow]).toEqual([405, 'GET, HEAD']);
  });
});

describe('addresses', () => {
  test('HEAD tells the same as GET and sends no body', async () => {
    const server = await serveSite();
    const head = await ask(server, '/today/', { method: 'HEAD' });
    const get = await ask(server, '/today/');
    expect(head.body.length).toBe(0);
    expect(head.headers['content-length']).toBe(String(get.body.length));
    expect(head.headers.etag).toBe(get.headers.etag);
  });

  test('a question behind the address changes nothing', async () => {
    expect((await ask(await serveSite(), '/today/?from=link')).status).toBe(200);
  });

  test.each([
    ['/today', '/today/'],
    ['/today?from=link', '/today/?from=link'],
    ['/today/index.html', '/today/'],
    ['/index.html', '/'],
  ])('%s leads to %s', async (path, location) => {
    const { status, headers } = await ask(await serveSite(), path);
    expect([status, headers.location]).toEqual([308, location]);
  });

  test('who follows a link that leads nowhere gets the page that says so, as 404', async () => {
    const { status, body } = await ask(await serveSite(), '/nowhere/', {
      headers: { accept: 'text/html,*/*' },
    });
    expect(status).toBe(404);
    expect(body.toString()).toContain('<title>Not here</title>');
  });

  test('a missing script gets no page in its place', async () => {
    const server = await serveSite();
    for (const [path, accept] of [
      ['/nowhere.js', '*/*'],
      ['/_app/immutable/old.js', 'text/html'],
    ] as const) {
      const { status, headers } = await ask(server, path, { headers: { accept } });
      expect([status, headers['content-type']]).toEqual([404, 'text/plain; charset=utf-8']);
    }
  });
});

describe('https', () => {
  const fixtures = new URL('../../fixtures/tls/', import.meta.url).pathname;
  const tls = { cert: `${fixtures}cert.pem`, key: `${fixtures}key.pem` };

  test('with a certificate it serves https, and browsers are told to keep to it', async () => {
    const server = await serveSite({ tls });
    const { status, headers } = await ask(server, '/', {
      secure: true,
      headers: { host: 'plan.home.arpa' },
    });
    expect(status).toBe(200);
    expect(headers['strict-transport-security']).toBe('max-age=31536000');
    expect(headers['content-security-policy']).toContain(POLICY);
  });

  test('localhost is not bound to https: other programs are served there', async () => {
    const { headers } = await ask(await serveSite({ tls }), '/', {
      secure: true,
      headers: { host: 'localhost:4173' },
    });
    expect(headers['strict-transport-security']).toBeUndefined();
  });

  test('a certificate that is not there is an error at the start', async () => {
    await expect(serveSite({ tls: { ...tls, cert: '/nowhere.pem' } })).rejects.toThrow('ENOENT');
  });
});

test('a port that is taken is an error at the start', async () => {
  const { port } = (await serveSite()).address() as AddressInfo;
  await expect(serveSite({ port })).rejects.toMatchObject({ code: 'EADDRINUSE', port });
});

test('bytes that are no request at all leave the others served', async () => {
  const server = await serveSite();
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve, reject) => {
    const line = createConnection(port, '127.0.0.1', () =>
      line.write('\x16\x03\x01 nonsense\r\n\r\n'),
    );
    line
      .on('error', reject)
      .on('close', () => resolve())
      .resume();
  });
  expect((await ask(server, '/')).status).toBe(200);
});
