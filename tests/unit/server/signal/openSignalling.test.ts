import { createConnection, type AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { ask, serveSite } from '../site';
import { dial, listen, signalHere } from './lines';

describe('PEER3 devices find each other', () => {
  test('what Teo publishes reaches all who listen, himself too, with how many they are', async () => {
    const { url } = await signalHere();
    const [teo, renee, marisol] = [await dial(url), await dial(url), await dial(url)];
    await listen(teo, 'vegas');
    await listen(renee, 'vegas', 'others');
    await listen(marisol, 'others');
    const announce = { type: 'publish', topic: 'vegas', data: { from: 'Teo' }, more: [1] };
    teo.say(announce);
    expect(await teo.next()).toEqual({ ...announce, clients: 2 });
    expect(await renee.next()).toEqual({ ...announce, clients: 2 });
    expect(await marisol.soFar()).toEqual([]);
  });

  test('who took a topic back, or went, hears nothing of it and is not counted', async () => {
    const { url } = await signalHere();
    const [teo, renee, marisol] = [await dial(url), await dial(url), await dial(url)];
    for (const one of [teo, renee, marisol]) await listen(one, 'vegas');
    renee.say({ type: 'unsubscribe', topics: ['vegas', 'never'] });
    expect(await renee.soFar()).toEqual([]);
    marisol.ws.close();
    await marisol.closed;
    teo.say({ type: 'publish', topic: 'vegas' });
    expect(await teo.next()).toMatchObject({ clients: 1 });
    expect(await renee.soFar()).toEqual([]);
  });

  test('who does not listen may still publish, and who names a topic twice hears once', async () => {
    const { url } = await signalHere();
    const [teo, renee] = [await dial(url), await dial(url)];
    await listen(renee, 'vegas', 'vegas');
    await listen(renee, 'vegas');
    teo.say({ type: 'publish', topic: 'vegas' });
    expect(await teo.soFar()).toEqual([]);
    expect(await renee.soFar()).toEqual([{ type: 'publish', topic: 'vegas', clients: 1 }]);
  });

  test('a question behind the address changes nothing', async () => {
    const { url } = await signalHere();
    expect(await (await dial(`${url}?from=link`)).soFar()).toEqual([]);
  });

  test('over https it is wss', async () => {
    const fixtures = new URL('../../../fixtures/tls/', import.meta.url).pathname;
    const tls = { cert: `${fixtures}cert.pem`, key: `${fixtures}key.pem` };
    const { url } = await signalHere({ tls });
    expect(url).toContain('wss://');
    expect(await (await dial(url)).soFar()).toEqual([]);
  });
});

describe('PEER4 who may come', () => {
  test('SEC1 a page of another site may not, one of this host or of the list may', async () => {
    const { url } = await signalHere({ origins: ['https://plan.example'] });
    await expect(dial(url, { origin: 'https://other.example' })).rejects.toBe(403);
    for (const origin of ['https://plan.example', 'http://127.0.0.1:4173']) {
      expect(await (await dial(url, { origin })).soFar()).toEqual([]);
    }
  });

  test.each([
    '/',
    '/signal/',
    '/signal/health',
    '/signals',
    '//signal',
    '/_app/immutable/start.js',
  ])('there is no line at %s', async (path) => {
    const { url } = await signalHere();
    await expect(dial(url.replace('/signal', path))).rejects.toBe(404);
  });

  test('a site alone opens no line', async () => {
    const { port } = (await serveSite()).address() as AddressInfo;
    await expect(dial(`ws://127.0.0.1:${port}/signal`)).rejects.toThrow();
  });

  test('who offers another protocol is answered in this one', async () => {
    const { server } = await signalHere();
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c' };
    const { status, headers: told, body } = await ask(server, '/signal/health', { headers });
    expect([status, told.connection]).toEqual([200, 'close']);
    expect(JSON.parse(String(body))).toMatchObject({ ok: true });
    expect((await ask(server, '/signal', { headers })).status).toBe(404);
  });

  test('so many at once and no more; who goes makes room', async () => {
    const { url } = await signalHere({ limits: { connections: 2 } });
    const [teo] = [await dial(url), await dial(url)];
    await expect(dial(url)).rejects.toBe(503);
    teo.ws.close();
    await teo.closed;
    expect(await (await dial(url)).soFar()).toEqual([]);
  });

  test('so many from one address; who goes makes room, and another address has its own', async () => {
    const { url } = await signalHere({ limits: { perAddress: 1 }, behindProxy: true });
    const from = (address: string) => dial(url, { headers: { 'x-forwarded-for': address } });
    const teo = await from('192.0.2.7');
    await expect(from('192.0.2.7')).rejects.toBe(429);
    await expect(from('10.0.0.1, 192.0.2.7')).rejects.toBe(429);
    expect(await (await from('192.0.2.8')).soFar()).toEqual([]);
    teo.ws.close();
    await teo.closed;
    expect(await (await from('192.0.2.7')).soFar()).toEqual([]);
  });

  test('who asks for a line and breaks off at once hurts no one', async () => {
    const { server, url } = await signalHere();
    const { port } = server.address() as AddressInfo;
    const asked = (path: string) =>
      `GET ${path} HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`;
    for (const path of ['/signal', '/elsewhere']) {
      await new Promise<void>((resolve) => {
        const line = createConnection(port, '127.0.0.1', () => {
          line.write(asked(path));
          line.resetAndDestroy();
        });
        line.on('error', () => {}).on('close', () => resolve());
      });
    }
    expect(await (await dial(url)).soFar()).toEqual([]);
  });

  test('a call that is none is refused', async () => {
    const { server } = await signalHere();
    const headers = { connection: 'Upgrade', upgrade: 'websocket' };
    expect((await ask(server, '/signal', { headers })).status).toBe(400);
  });
});

describe('PEER4 its health', () => {
  const health = async (server: Parameters<typeof ask>[0]) =>
    JSON.parse(String((await ask(server, '/signal/health')).body)) as unknown;

  test('is told in numbers alone, and kept by nobody', async () => {
    const { server, url } = await signalHere();
    const [teo, renee] = [await dial(url), await dial(url)];
    await listen(teo, 'vegas', 'others');
    await listen(renee, 'vegas');
    const { status, headers, body } = await ask(server, '/signal/health?now');
    expect(JSON.parse(String(body))).toEqual({ ok: true, connections: 2, topics: 2 });
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'x-content-type-options': 'nosniff',
    });
  });

  test('nothing is kept of who went', async () => {
    const { server, url } = await signalHere();
    const teo = await dial(url);
    await listen(teo, 'vegas');
    teo.ws.terminate();
    await expect.poll(() => health(server)).toEqual({ ok: true, connections: 0, topics: 0 });
  });

  test('is asked with GET or HEAD', async () => {
    const { server } = await signalHere();
    const head = await ask(server, '/signal/health', { method: 'HEAD' });
    expect([head.status, head.body.length]).toEqual([200, 0]);
    expect((await ask(server, '/signal/health', { method: 'POST' })).status).toBe(405);
  });

  test('nothing else is at this place', async () => {
    const { server } = await signalHere();
    for (const path of ['/', '/signal', '/signal/hosts.json', '/signal/health/']) {
      expect((await ask(server, path)).status).toBe(404);
    }
  });
});

test('PEER4 at the end all are told, nobody comes in any more, and it says so', async () => {
  const { server, signalling, url } = await signalHere();
  const [teo, renee] = [await dial(url), await dial(url)];
  const over = signalling.close();
  await expect(dial(url)).rejects.toBe(503);
  const { status, body } = await ask(server, '/signal/health');
  expect([status, JSON.parse(String(body))]).toEqual([
    503,
    { ok: false, connections: expect.any(Number), topics: 0 },
  ]);
  expect([await teo.closed, await renee.closed]).toEqual([1001, 1001]);
  await over;
});

test('PEER4 who does not answer that it is closed is cut', async () => {
  const { signalling, url } = await signalHere({ limits: { farewell: 50 } });
  const teo = await dial(url);
  teo.ws.pause();
  await signalling.close();
  teo.ws.resume();
  expect(await teo.closed).toBe(1001);
});
