import { spawn, type ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { dial, listen } from './signal/lines';

const file = fileURLToPath(new URL('../../../src/server/signal.js', import.meta.url));

interface Running {
  child: ChildProcess;
  /** All it wrote so far, to both outputs. */
  wrote: () => string;
  ended: Promise<number | null>;
}

/** `npm run signal`, until the test is over. */
function run(env: Record<string, string>): Running {
  const child = spawn(process.execPath, [file], {
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let text = '';
  for (const output of [child.stdout, child.stderr])
    output?.on('data', (more) => (text += String(more)));
  return { child, wrote: () => text, ended: new Promise((resolve) => child.on('close', resolve)) };
}

async function addressOf({ wrote }: Running): Promise<string> {
  await expect.poll(wrote, { timeout: 15_000 }).toContain('/signal\n');
  return /wss?:\S+/.exec(wrote())?.[0] ?? '';
}

test('PEER4 it stands on this machine alone, says where, and nothing more whatever comes', async () => {
  const running = run({ SIGNAL_PROXY: '1' });
  const url = await addressOf(running);
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/signal$/);

  const [teo, renee] = [
    await dial(url, { headers: { 'x-forwarded-for': '192.0.2.7' } }),
    await dial(url),
  ];
  await listen(renee, 'the vegas at home');
  teo.say({ type: 'publish', topic: 'the vegas at home', data: 'sealed' });
  await renee.next();
  teo.ws.send('garbage of the vegas');
  teo.ws.send('x'.repeat(100_000));
  expect(await teo.closed).toBe(1009);
  const flood = await dial(url);
  for (let at = 0; at < 2000; at++) flood.say({ type: 'publish', topic: 'the vegas at home' });
  expect(await flood.closed).toBe(1008);
  await renee.soFar();
  await expect(dial(url, { origin: 'https://other.example' })).rejects.toBe(403);
  await expect(dial(`${url}/the-vegas`)).rejects.toBe(404);
  const health = url.replace('ws:', 'http:') + '/health';
  expect(await (await fetch(health)).json()).toMatchObject({ ok: true, connections: 1 });
  await new Promise<void>((resolve) => {
    const line = createConnection(Number(new URL(url).port), '127.0.0.1', () =>
      line.write('GET /signal nonsense\r\n\r\n'),
    );
    line
      .on('error', () => {})
      .on('close', () => resolve())
      .resume();
  });

  running.child.kill('SIGTERM');
  expect(await renee.closed).toBe(1001);
  expect(await running.ended).toBe(0);
  expect(running.wrote()).toBe(`Signalling is ready at ${url}\n`);
});

test('PEER4 it ends within three seconds, also where somebody does not let go', async () => {
  const running = run({});
  const url = await addressOf(running);
  const [teo, renee] = [await dial(url), await dial(url)];
  teo.ws.pause();
  const half = createConnection(Number(new URL(url).port), '127.0.0.1', () =>
    half.write('GET /signal/health HTTP/1.1\r\n'),
  );
  onTestFinished(() => void half.destroy());
  half.on('error', () => {});
  await renee.soFar();
  const began = performance.now();
  running.child.kill('SIGINT');
  expect(await running.ended).toBe(0);
  expect(performance.now() - began).toBeLessThan(3000);
});

test.each([
  [{ SIGNAL_CONNECTIONS: 'many' }, 'SIGNAL_CONNECTIONS is "many"; please give'],
  [{ PORT: 'http' }, 'PORT is "http"; please give'],
])('with %o it says what to change, and ends', async (env, words) => {
  const running = run(env);
  expect(await running.ended).toBe(1);
  expect(running.wrote()).toContain(words);
  expect(running.wrote().split('\n')).toHaveLength(2);
});

test('a port that is taken is said, with the command that helps', async () => {
  const first = run({});
  const { port } = new URL(await addressOf(first));
  const second = run({ PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.wrote()).toBe(
    `Port ${port} is already taken. Choose another one: PORT=${Number(port) + 1} npm run signal\n`,
  );
});
