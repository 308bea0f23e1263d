import { createConnection, type AddressInfo, type Socket } from 'node:net';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { dial, listen, signalHere, type Line } from './lines';

/** LONG=1 sends fifty times as much. The seed is FC_SEED, printed at the start of every run. */
const NUMBER = process.env.LONG === '1' ? 100_000 : 2000;

const names = fc.constantFrom('vegas', '__proto__', 'constructor', 'toString', '', '\u0000');
const valid = fc.record(
  {
    type: fc.oneof(fc.constantFrom('subscribe', 'unsubscribe', 'publish', 'ping'), fc.anything()),
    topics: fc.oneof(fc.array(names), fc.anything()),
    topic: fc.oneof(names, fc.anything()),
    data: fc.anything({ maxDepth: 4 }),
    clients: fc.anything(),
    toJSON: fc.anything(),
  },
  { requiredKeys: [] },
);
const json = (value: unknown): string => {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return String.raw`{"__proto__":{"type":"publish"},"type":"subscribe"}`;
  }
};
const deep = fc
  .tuple(
    fc.nat(30_000),
    fc.constantFrom('[', '{"a":', '{"type":"publish","topic":"vegas","data":['),
  )
  .map(([levels, open]) => (open.length > 10 ? open + '['.repeat(levels) : open.repeat(levels)));
const message = fc.oneof(
  { weight: 4, arbitrary: valid.map(json) },
  { weight: 2, arbitrary: fc.json() },
  { weight: 2, arbitrary: fc.string({ unit: 'binary' }) },
  { weight: 2, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  { weight: 1, arbitrary: deep },
  {
    weight: 1,
    arbitrary: fc.tuple(valid.map(json), fc.nat(40)).map(([text, at]) => text.slice(at)),
  },
);

test(`PEER4 ${NUMBER} messages of garbage, and Teo and Renee notice nothing`, async () => {
  const { url } = await signalHere({ limits: { burst: 1e9, perSecond: 1e9 } });
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'teo and renee');
  const calm = async (at: number) => {
    teo.say({ type: 'publish', topic: 'teo and renee', data: at });
    expect(await renee.next()).toMatchObject({ data: at, clients: 1 });
  };
  let mallory: Line | undefined;
  for (const [at, garbage] of fc.sample(message, NUMBER).entries()) {
    if (mallory?.ws.readyState !== mallory?.ws.OPEN) mallory = undefined;
    mallory ??= await dial(url);
    mallory.ws.send(garbage);
    if (at % 100 === 0) await calm(at);
  }
  await calm(NUMBER);
  expect('type' in {}).toBe(false);
});

test(`PEER4 ${NUMBER / 10} lines that speak no WebSocket, and Teo and Renee notice nothing`, async () => {
  const { server, url } = await signalHere();
  const { port } = server.address() as AddressInfo;
  const [teo, renee] = [await dial(url), await dial(url)];
  await listen(renee, 'teo and renee');
  const hello =
    `GET /signal HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
    `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`;
  const frames = fc.uint8Array({ minLength: 1, maxLength: 2000 });
  for (const bytes of fc.sample(frames, NUMBER / 10)) await speak(port, hello, bytes);
  teo.say({ type: 'publish', topic: 'teo and renee' });
  expect(await renee.next()).toMatchObject({ clients: 1 });
});

/** Opens a line by hand, says these bytes, and goes when it is open. */
async function speak(port: number, hello: string, bytes: Uint8Array): Promise<void> {
  const line: Socket = createConnection(port, '127.0.0.1', () => line.write(hello));
  onTestFinished(() => void line.destroy());
  await new Promise<void>((resolve) => {
    line.once('data', () => line.end(bytes, () => resolve()));
    line.on('error', () => resolve());
  });
}
